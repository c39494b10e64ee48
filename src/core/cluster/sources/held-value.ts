import type { HeldListObservation, ReportedStatus } from '../observation';
import { sourceLimits } from './limits';

/** Digits of MD5, SHA-1 and SHA-256. */
const digestLengths: readonly number[] = [32, 40, 64];
/** Characters of a SHA-256 with its name and a separator of two characters between its bytes. */
const longestDigest = 160;
/** What tools write before a digest. */
const algorithm = /^(?:md5|sha-?1|sha-?256)(?:\s?hash)?\s?[:=]?\s?|^0x/i;

/** Identifiers of databases, and IPv6 addresses, have as many digits as an MD5. */
const notDigest = /^\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$|^(?:[\da-f]{4}:){7}[\da-f]{4}$/i;

/** A digest in any notation, in lower-case hex: blanks, colons, dashes or dots between its digits, in any case. */
export function digestOf(text: string): string | null {
  const given = text.trim();
  if (given.length > longestDigest || notDigest.test(given)) return null;
  const digits = given
    .replace(algorithm, '')
    .replace(/[\s:.-]/g, '')
    .toLowerCase();
  return digestLengths.includes(digits.length) && /^[\da-f]+$/.test(digits) ? digits : null;
}

/** True for hexadecimal digits, some of them masked or missing, that are not a digest. */
export function looksLikeDigest(text: string): boolean {
  const digits = text.slice(0, longestDigest).replace(/[\s:.-]/g, '');
  return (
    digits.length >= 16 && /^(?:0x)?[\da-fx?*]+$/i.test(digits) && !notDigest.test(text) && digestOf(text) === null
  );
}

/** The languages of phones: their pages say it in that of the user. */
const notInstalled =
  /^(?:not[ _-]?installed|no (?:trust list|[ic]tl)(?: file)? installed|nicht installiert|non installat[oa]|non install[ée]e?|no instalad[oa]|n[ãa]o instalad[oa]|niet ge[ïi]nstalleerd|ikke installeret|ikke installert|ej installerad|inte installerad|ei asennettu|nie zainstalowan[oay]|nen[íi] nainstalov[áa]n[oa]?|не установлен[оа]?|未安装|未安裝|インストールされていません|설치되지 않음)$/i;
const installed = /^(?:installed|installiert|installat[oa]|install[ée]e?|instalad[oa]|ge[ïi]nstalleerd)$/i;
/** What is put where nothing is known. */
const nothing =
  /^(?:[-–—?.]{0,3}|n\/?a|none|null|nil|unknown|unbekannt|inconnu|sconosciuto|desconocido|not (?:available|reported|known|applicable)|no data)$/i;

/** What a value says of a list. */
export function heldListOf(value: string): HeldListObservation {
  const text = value.trim();
  const digest = digestOf(text);
  if (digest !== null) return { state: 'digest', digest };
  if (notInstalled.test(text)) return { state: 'not-installed' };
  if (nothing.test(text) || installed.test(text) || /^mis-?match(?:ed)?$|^match(?:ed)?$/i.test(text)) {
    return { state: 'not-reported' };
  }
  return { state: 'unreadable', text: text.slice(0, sourceLimits.valueCharacters) };
}

/** What CUCM 14 says under "ITL File Status"; null for any other text. */
export function reportedOf(value: string): ReportedStatus | null {
  const text = value.trim();
  if (/^match(?:ed)?$/i.test(text)) return 'match';
  if (/^mis-?match(?:ed)?$/i.test(text)) return 'mismatch';
  if (notInstalled.test(text)) return 'not-installed';
  return /^unknown$/i.test(text) ? 'unknown' : null;
}

/** True for a word that a phone or a cluster says of a list, and for no other text. */
export function isStatusWord(value: string): boolean {
  const text = value.trim();
  return installed.test(text) || (reportedOf(text) !== null && !/^unknown$/i.test(text));
}
