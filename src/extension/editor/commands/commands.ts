import type { Command } from '../../host/command';
import { blank } from './blank';
import { copyAddress, copyFingerprint, copyHex, copyPem, copyValue } from './copying';
import { exportPem } from './export-pem';
import { actOnFinding, applyFix } from './findings';
import { setFilename, setTimestamp, setVersion } from './header';
import { newTrustList } from './new-trust-list';
import {
  addRecord,
  changeFunction,
  moveRecordDown,
  moveRecordUp,
  removeRecord,
  replaceCertificate,
  setAddress,
  setDnsName,
  turnIntoFullCertificate,
  turnIntoHash,
} from './records';
import { attachSignature, resign, writeBytesToSign } from './signing';

/** The commands that edit, export and copy, as package.json declares them. */
export const declaredCommands: readonly Command[] = [
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
  copyAddress,
  copyPem,
  copyFingerprint,
  copyHex,
  copyValue,
  writeBytesToSign,
  attachSignature,
];

/** With those that only links and buttons run. */
export const editorCommands: readonly Command[] = [...declaredCommands, actOnFinding];
