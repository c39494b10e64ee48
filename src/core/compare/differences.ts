import { hex } from '../certificates/fingerprints';
import { sameName } from '../certificates/names';
import { sameSerialText } from '../certificates/serial';
import { sameBytes } from '../format/bytes';
import { RecordTag } from '../format/tags';
import type { RecordReport } from '../trust/report';
import { withoutEnding } from '../words/endings';
import type { FieldDifference, Uncompared } from './comparison';
import { printedHash } from './printed-hash';
import { headerValues, recordValues, type Rest, type Side, type Value, type Values } from './values';
import { plural, t } from '../words/translate';

/** The outcome of comparing the elements of two headers or records. */
export interface Differences {
  readonly fields: FieldDifference[];
  readonly uncompared: Pick<Uncompared, 'field' | 'reason'>[];
}

const nothingPrinted: ReadonlySet<number> = new Set();
/** A cluster's text has a row for each of these that a record contains: without a row, the file has no such element. */
const printedRecordTags: ReadonlySet<number> = new Set(Object.values(RecordTag));

/** The differences between two headers, in the order of the left one. */
export function headerDifferences(left: Side, right: Side): Differences {
  return compareValues(headerValues(left), headerValues(right), left, right, nothingPrinted);
}

/** The differences between a record of each side, in the order of the left one. */
export function recordDifferences(a: RecordReport, b: RecordReport, left: Side, right: Side): Differences {
  const found = compareValues(recordValues(a, left), recordValues(b, right), left, right, printedRecordTags);
  if (found.fields.some(isOfCertificate)) found.fields.push(...certificateDifferences(a, b));
  return found;
}

const certificateFields: ReadonlySet<string> = new Set(['CERTIFICATE', 'CERTHASH', 'PUBLICKEY']);

/** True for a difference of the certificate, its hash or its key, which both sides have. */
function isOfCertificate({ field, form, left, right }: FieldDifference): boolean {
  return !form && left !== null && right !== null && certificateFields.has(field);
}

/** What a person asks first about a different certificate. */
function certificateDifferences(left: RecordReport, right: RecordReport): FieldDifference[] {
  const facts = [
    { field: 'not before', left: left.notBefore, right: right.notBefore },
    { field: 'not after', left: left.notAfter, right: right.notAfter },
    { field: 'key', left: left.keyAlgorithm, right: right.keyAlgorithm },
  ];
  return facts
    .filter((fact) => fact.left !== null && fact.right !== null && fact.left !== fact.right)
    .map((fact) => ({ ...fact, form: false }));
}

function compareValues(
  ofLeft: Values,
  ofRight: Values,
  left: Side,
  right: Side,
  printedTags: ReadonlySet<number>,
): Differences {
  const found: Differences = { fields: [], uncompared: [] };
  for (const field of new Set([...ofLeft.keys(), ...ofRight.keys()])) {
    let [a, b] = [ofLeft.get(field) ?? null, ofRight.get(field) ?? null];
    // A length that contradicts its content, on either side, is not a matter of form.
    if (a !== null && b !== null && a.weight !== b.weight) [a, b] = [exact(a), exact(b)];
    const present = a ?? b;
    if (present === null) continue;
    // What only says how a list was written cannot be told from a text.
    if (present.weight === 'form' && (left.fromText || right.fromText)) continue;
    const isPrinted = present.tag !== null && printedTags.has(present.tag);
    const isUnknown = !isPrinted && ((a === null && left.fromText) || (b === null && right.fromText));
    if (isUnknown) found.uncompared.push({ field, reason: 'text' });
    else noteDifference(field, a, b, found);
  }
  const order = orderDifference(ofLeft, ofRight);
  if (order !== null) found.fields.push(order);
  return found;
}

function exact(value: Value): Value {
  return { ...value, weight: 'exact' };
}

/** Compares two values, null being one that is not there, and adds the outcome to `found`. */
export function noteDifference(field: string, left: Value | null, right: Value | null, found: Differences): void {
  switch (compareValue(left, right)) {
    case 'same':
      return;
    case 'form':
      found.fields.push({ field, ...shownApart(left, right), form: true });
      return;
    case 'meaning':
      found.fields.push({ field, ...shownApart(left, right), form: false });
      return;
    case 'not-in-text':
      found.uncompared.push({ field, reason: 'text' });
      return;
    case 'not-in-report':
      found.uncompared.push({ field, reason: 'long' });
      return;
  }
}

type Outcome = 'same' | 'form' | 'meaning' | 'not-in-text' | 'not-in-report';

function compareValue(left: Value | null, right: Value | null): Outcome {
  if (left === null || right === null) {
    const present = left ?? right;
    if (present === null) return 'same';
    return present.weight === 'form' || isEmptyText(present) ? 'form' : 'meaning';
  }
  const sameLength = left.length === right.length;
  if (left.text === null || right.text === null) {
    if (isEmptyText(left) && isEmptyText(right)) return 'same';
    return sameLength ? 'not-in-text' : 'meaning';
  }
  if (left.text !== right.text) return sameMeaning(left, right) ? 'form' : 'meaning';
  switch (left.weight) {
    case 'form':
      return sameLength ? 'same' : 'form';
    case 'text':
    case 'name':
      if (!sameLength) return 'form';
      break;
    case 'exact':
    case 'serial':
      if (!sameLength) return 'meaning';
      break;
  }
  if (!left.partial && !right.partial) return 'same';
  if (left.bytes !== null && right.bytes !== null) return sameBytes(left.bytes, right.bytes) ? 'same' : 'meaning';
  return compareRest(left.rest, right.rest);
}

function sameMeaning(left: Value, right: Value): boolean {
  const [a, b] = [left.text ?? '', right.text ?? ''];
  switch (left.weight) {
    case 'exact':
      return false;
    case 'text':
      return withoutEnding(a, '\0') === withoutEnding(b, '\0');
    case 'name':
      return sameName(a, b);
    case 'serial':
      return sameSerialText(a, b);
    case 'form':
      return true;
  }
}

function compareRest(left: Rest, right: Rest): Outcome {
  if (left?.kind === 'fingerprint' && right?.kind === 'fingerprint') {
    return left.sha256 === null || right.sha256 === null || left.sha256 === right.sha256 ? 'same' : 'meaning';
  }
  if (left?.kind !== 'part' || right?.kind !== 'part' || left.certificate !== right.certificate) {
    return 'not-in-report';
  }
  if (left.agrees !== right.agrees) return 'meaning';
  return left.agrees ? 'same' : 'not-in-report';
}

/** CUCM writes a DNSNAME of NULs only, where other writers leave it out. */
function isEmptyText({ weight, text, length }: Value): boolean {
  return weight === 'text' && (text === null ? (length ?? 0) <= 2 : withoutEnding(text, '\0') === '');
}

type Shown = Pick<FieldDifference, 'left' | 'right'>;

/** Both values, with what tells them apart if their texts do not. */
function shownApart(left: Value | null, right: Value | null): Shown {
  const texts: Shown = { left: shown(left), right: shown(right) };
  if (left === null || right === null || texts.left !== texts.right) return texts;
  const [noteLeft, noteRight] = left.length === right.length ? restNotes(left, right) : lengthNotes(left, right);
  return {
    left: `${texts.left ?? ''} (${noteLeft})`.trimStart(),
    right: `${texts.right ?? ''} (${noteRight})`.trimStart(),
  };
}

function shown(value: Value | null): string | null {
  if (value === null) return null;
  const { text, length, rest } = value;
  if (text === null) return bytes(length ?? 0);
  return rest?.kind === 'fingerprint' ? `SHA-1 ${printedHash(text)}` : text;
}

type Notes = readonly [left: string, right: string];

function lengthNotes(left: Value, right: Value): Notes {
  return [bytes(left.length ?? 0), bytes(right.length ?? 0)];
}

function restNotes(left: Value, right: Value): Notes {
  if (left.bytes !== null && right.bytes !== null) {
    if (left.bytes.length !== right.bytes.length) return [bytes(left.bytes.length), bytes(right.bytes.length)];
    const at = left.bytes.findIndex((byte, index) => byte !== right.bytes?.[index]);
    const note = (value: Uint8Array): string =>
      t('byte {number}: {hex}', { number: at + 1, hex: hex(value.subarray(at, at + 1)).toUpperCase() });
    return [note(left.bytes), note(right.bytes)];
  }
  return [restNote(left.rest), restNote(right.rest)];
}

function restNote(rest: Rest): string {
  if (rest === null) return t('not known');
  if (rest.kind === 'fingerprint') return `SHA-256 ${rest.sha256 === null ? t('not known') : printedHash(rest.sha256)}`;
  return rest.agrees ? t('as in the certificate') : t('not as in the certificate');
}

function bytes(count: number): string {
  return plural(count, '1 byte', '{count} bytes');
}

/** The order of the elements that both sides have, by tag; null if it is the same. */
function orderDifference(left: Values, right: Values): FieldDifference | null {
  const inLeft = [...left.keys()].filter((field) => right.has(field));
  const inRight = [...right.keys()].filter((field) => left.has(field));
  if (inLeft.every((field, at) => field === inRight[at])) return null;
  const tags = (fields: readonly string[]): string => fields.map((field) => left.get(field)?.tag ?? '–').join(' ');
  return { field: 'order of elements', left: tags(inLeft), right: tags(inRight), form: true };
}
