import * as vscode from 'vscode';
import type { Documents } from '../../host/documents';
import { actOnFinding } from './act-on-finding';
import { addRecord } from './add-record';
import { applyFix } from './apply-fix';
import { attachSignature } from './attach-signature';
import { blank } from './blank';
import { changeFunction } from './change-function';
import { copyFingerprint } from './copy-fingerprint';
import { copyHex } from './copy-hex';
import { copyPem } from './copy-pem';
import { copyValue } from './copy-value';
import { exportPem } from './export-pem';
import { moveRecordDown } from './move-record-down';
import { moveRecordUp } from './move-record-up';
import { newTrustList } from './new-trust-list';
import { removeRecord } from './remove-record';
import { replaceCertificate } from './replace-certificate';
import { resign } from './resign';
import { setAddress } from './set-address';
import { setDnsName } from './set-dns-name';
import { setFilename } from './set-filename';
import { setTimestamp } from './set-timestamp';
import { setVersion } from './set-version';
import { registerCommand, type Command } from '../../host/command';
import { WindowQuestions } from '../../host/window-questions';
import { turnIntoFullCertificate } from './turn-into-full-certificate';
import { turnIntoHash } from './turn-into-hash';
import { writeBytesToSign } from './write-bytes-to-sign';

/** The commands that edit, export and copy; package.json has their titles and menus. */
export const commands: readonly Command[] = [
  newTrustList,
  resign,
  applyFix,
  blank,
  addRecord,
  removeRecord,
  moveRecordUp,
  moveRecordDown,
  changeFunction,
  replaceCertificate,
  turnIntoHash,
  turnIntoFullCertificate,
  setDnsName,
  setAddress,
  setFilename,
  setTimestamp,
  setVersion,
  exportPem,
  copyPem,
  copyFingerprint,
  copyHex,
  copyValue,
  writeBytesToSign,
  attachSignature,
];

export function registerCommands(documents: Documents): vscode.Disposable {
  const context = { documents, questions: new WindowQuestions() };
  return vscode.Disposable.from(...[...commands, actOnFinding].map((command) => registerCommand(context, command)));
}
