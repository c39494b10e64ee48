import { decode } from '../../format/decode';
import { headerFields, kindOfList } from '../../format/fields';
import { isListName, listKind } from '../../format/file-names';
import { decodeSigned } from '../../format/signed';
import type { HeldListObservation, PhoneObservation } from '../observation';
import { contentsOf, observation, type SourceContents } from './contents';
import { deviceInFileName } from './device';
import { problemOf } from './problems';
import { t } from '../../words/translate';

/** True for bytes that begin as a trust list and a signed file do: with VERSION, of two bytes. */
export function beginsAsList([tag, high, low]: Uint8Array): boolean {
  return tag === 1 && high === 0 && low === 2;
}

/** A trust list: what a phone holds, if its name names one, and otherwise a list that is given. */
export function readListFile(bytes: Uint8Array, file: string): SourceContents {
  const decoded = decode(bytes);
  const isList = decoded.ok && (decoded.list.records.length > 0 || !isSignedFile(bytes, file));
  if (!isList && isSignedFile(bytes, file)) {
    return contentsOf(file, { problems: problemOf(file, 'no-source-but', { what: t('This is a signed file') }) });
  }
  if (!decoded.ok) return notAList(file, decoded.error.message);
  const { list } = decoded;
  const device = deviceInFileName(file);
  if (device === null) return contentsOf(file, { lists: [{ file, bytes }] });
  return contentsOf(file, { observations: [ofPhone(device, file, kindOfList(list, file), { state: 'file', bytes })] });
}

/** What a file says that is not a list: a file of a phone that has the name of one counts as unreadable. */
export function notAList(file: string, reason: string): SourceContents {
  const problems = problemOf(file, 'damaged-list', { reason });
  const device = isListName(file) ? deviceInFileName(file) : null;
  const held: HeldListObservation = { state: 'unreadable', text: '' };
  const observations = device === null ? [] : [ofPhone(device, file, listKind(memberName(file)), held)];
  return contentsOf(file, { observations, problems });
}

function ofPhone(device: string, source: string, kind: string, held: HeldListObservation): PhoneObservation {
  return observation(kind === 'CTL' ? { device, source, ctl: held } : { device, source, itl: held });
}

/** As the command line tells them: a header that is read whole as that of a signed file, and names no list. */
function isSignedFile(bytes: Uint8Array, file: string): boolean {
  const signed = decodeSigned(bytes);
  if (!signed.ok || kindOfList(signed.file, file) !== 'unknown') return false;
  const { filename } = headerFields(signed.file);
  return filename !== null && !isListName(filename) && /^[ -~]+\.\w+$/.test(filename);
}

function memberName(file: string): string {
  return file.split('!').at(-1) ?? file;
}
