import { commonName, sameName } from '../certificates/names';
import { sameSerialText } from '../certificates/serial';
import type { RecordReport, Report, Signer } from '../trust/report';
import type { Comparison, FieldDifference, Row } from './comparison';
import { shortFunction } from './functions';
import { recordsByNumber } from './records';
import { isReplaced } from './renewal';
import { printsNoRecord } from './text-side';
import { hasBytes, type ComparedSide } from './values';
import { clipped } from './visible';

/** Clauses of the sentence; more would be no summary. */
const longestSummary = 12;

type Found = Omit<Comparison, 'summary'>;
/** What of a side the sentence is made of. */
type SummarySide = Pick<ComparedSide, 'report' | 'fromText' | 'complete'>;

/**
 * One sentence: `signer kept; 1 of 3 TVS certificates replaced; CAPF added`. "Added" is what the right side has and
 * the left has not.
 */
export function summarize(left: SummarySide, right: SummarySide, found: Found): string {
  if (found.identical === true && found.same) return 'identical, byte for byte';
  const clauses = found.same ? sameClauses(found) : differentClauses(left, right, found);
  const shown = clauses.slice(0, longestSummary);
  if (clauses.length > shown.length) shown.push(`and ${clauses.length - shown.length} more`);
  return shown.join('; ');
}

function sameClauses({ identical, header, rows, uncompared }: Found): string[] {
  const fields = [...header, ...rows.flatMap((row) => row.fields)];
  const onlySigning = fields.every(({ field }) => signingFields.has(field));
  const leftOut = rows.filter(({ kind }) => kind === 'unknown').length;
  return [
    identical === null ? 'same in meaning, as far as the text tells' : 'same in meaning',
    ...(leftOut === 0 ? [] : [`${count(leftOut, 'record')} perhaps left out of the text`]),
    ...signingClauses(header),
    ...(onlySigning ? [] : ['written differently']),
    ...(uncompared.some(({ reason }) => reason === 'long') ? ['long values compared in part'] : []),
  ];
}

/** Another signature over the same time says that what it covers is written differently, or that another key made it. */
function signingClauses(header: readonly FieldDifference[]): string[] {
  const differs = (name: string): boolean => header.some(({ field }) => field === name);
  if (differs('TIMESTAMP')) return ['signed at another time'];
  return differs('SIGNATURE') ? ['signed again'] : [];
}

const signingFields: ReadonlySet<string> = new Set(['TIMESTAMP', 'SIGNATURE']);

function differentClauses(left: SummarySide, right: SummarySide, found: Found): string[] {
  const { header, rows, uncompared } = found;
  if (header.some(({ field }) => field.endsWith(' of the file'))) {
    return ['the files differ', unseenClause(left, right, uncompared)];
  }
  const kinds = kindsClause(left.report, right.report);
  const signerNamed = namesSameSigner(left, right);
  const isTold = ({ field }: FieldDifference): boolean =>
    (kinds !== null && kindFields.has(field)) ||
    (signerNamed ? field !== 'SIGNERNAME' && signerFields.has(field) : signerFields.has(field));
  const moved = rows.filter((row) => row.moved).length;
  return [
    ...(kinds === null ? [] : [kinds]),
    ...signerClauses(left, right, signerNamed),
    ...header.filter((difference) => !difference.form && !isTold(difference)).map(headerClause),
    ...blankClauses(left, right),
    ...recordClauses(left.report, right.report, rows),
    ...(moved === 0 ? [] : [`${count(moved, 'record')} moved`]),
  ];
}

/** What could not be compared, where that is all that can differ. */
function unseenClause(left: SummarySide, right: SummarySide, uncompared: Comparison['uncompared']): string {
  if (printsNoRecord(left) || printsNoRecord(right)) return 'the text prints no record';
  return uncompared.some(({ reason }) => reason === 'text')
    ? 'what the text prints does not'
    : 'what could be compared does not';
}

const kindFields: ReadonlySet<string> = new Set(['FILENAME', 'kind']);

function kindsClause({ kind: left }: Report, { kind: right }: Report): string | null {
  if (left === right || left === 'unknown' || right === 'unknown') return null;
  return left === 'ITL' ? 'an ITL and a CTL' : 'a CTL and an ITL';
}

/** Only of an ITL or a CTL can be said that it was blanked, and of a text only where it has all records. */
function blankClauses(left: SummarySide, right: SummarySide): string[] {
  const isKnown = ({ report, complete }: SummarySide): boolean =>
    report.kind !== 'unknown' && (hasBytes(report) || complete);
  if (left.report.blank === right.report.blank || !isKnown(left) || !isKnown(right)) return [];
  return [right.report.blank ? 'now blank' : 'no longer blank'];
}

const signerFields: ReadonlySet<string> = new Set(['SIGNERNAME', 'SERIALNUMBER', 'CANAME']);

function signerClauses(left: SummarySide, right: SummarySide, signerNamed: boolean): string[] {
  const [a, b] = [left.report.signer, right.report.signer];
  const [hasA, hasB] = [hasSigner(a), hasSigner(b)];
  if (!hasA && !hasB) return [];
  // A text may leave its header out.
  if ((!hasA && left.fromText) || (!hasB && right.fromText)) return [];
  if (!hasA) return [`signer added: ${signerText(b)}`];
  if (!hasB) return [`signer removed: ${signerText(a)}`];
  if (signerNamed) {
    return [hasOtherCertificate(left.report, right.report) ? 'same signer, with another certificate' : 'signer kept'];
  }
  const sameOwner = a.name !== null && b.name !== null && sameName(a.name, b.name);
  return [sameOwner ? 'signer renewed' : `signer replaced: ${signerText(a)} → ${signerText(b)}`];
}

function hasSigner({ name, issuer, serial }: Signer): boolean {
  return name !== null || issuer !== null || serial !== null;
}

/** Same issuer and serial number, which is how a phone looks a signer up; what a text does not print counts as equal. */
function namesSameSigner(left: SummarySide, right: SummarySide): boolean {
  const [a, b] = [left.report.signer, right.report.signer];
  const agree = (of: (signer: Signer) => string | null, same: (a: string, b: string) => boolean): boolean => {
    const [inLeft, inRight] = [of(a), of(b)];
    if (inLeft === null || inRight === null) {
      return inLeft === inRight || (inLeft === null ? left.fromText : right.fromText);
    }
    return same(inLeft, inRight);
  };
  return agree(({ serial }) => serial, sameSerialText) && agree(({ issuer }) => issuer, sameName);
}

function hasOtherCertificate(left: Report, right: Report): boolean {
  const [a, b] = [signerRecord(left)?.sha1 ?? null, signerRecord(right)?.sha1 ?? null];
  return a !== null && b !== null && a !== b;
}

function signerRecord({ signature, records }: Report): RecordReport | undefined {
  return records.find(({ index }) => index === signature.record);
}

/** Hardware tokens fill their names up with spaces. */
function signerText({ name, serial }: Signer): string {
  return clipped(((name === null ? null : (commonName(name) ?? name)) ?? serial ?? 'not named').trim());
}

function headerClause({ field, left, right }: FieldDifference): string {
  if (field === 'signature') return `signature ${right ?? ''}, was ${left ?? ''}`;
  if (field === 'records') return 'the text prints no record';
  if (field === 'bytes after the last record') return trailingClause(left, right);
  if (left === null) return `${field} added: ${clipped(right ?? '')}`;
  if (right === null) return `${field} removed`;
  if (field === 'DIGESTALGORTITHM') return `digest ${withoutCode(left)} → ${withoutCode(right)}`;
  return `${field} ${clipped(left)} → ${clipped(right)}`;
}

function trailingClause(left: string | null, right: string | null): string {
  if (left === null) return `${right ?? ''} after the last record added`;
  return right === null ? `${left} after the last record removed` : 'bytes after the last record changed';
}

/** `SHA-1` of `1 · SHA-1`; a code that is not known stays. */
function withoutCode(value: string): string {
  const name = value.split(' · ')[1] ?? 'unknown';
  return name === 'unknown' ? clipped(value) : name;
}

/** What became of the records of one function. */
interface Group {
  readonly name: string;
  renewed: number;
  replaced: number;
  changed: number;
  readonly changedFields: Set<string>;
  added: number;
  removed: number;
}

function recordClauses(left: Report, right: Report, rows: readonly Row[]): string[] {
  const [ofLeft, ofRight] = [recordsByNumber(left), recordsByNumber(right)];
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const [before, after] = [ofLeft.get(row.left ?? 0), ofRight.get(row.right ?? 0)];
    const record = before ?? after;
    if (record === undefined) continue;
    const name = shortFunction(record);
    const group = groups.get(name) ?? emptyGroup(name);
    groups.set(name, group);
    const replaced =
      row.kind === 'changed' && before !== undefined && after !== undefined && isReplaced(before, after, row.fields);
    countRow(group, row, replaced);
  }
  const totals = new Map<string, number>();
  for (const record of left.records) totals.set(shortFunction(record), (totals.get(shortFunction(record)) ?? 0) + 1);
  return [...groups.values()].flatMap((group) => groupClauses(group, totals.get(group.name) ?? 0));
}

function emptyGroup(name: string): Group {
  return { name, renewed: 0, replaced: 0, changed: 0, changedFields: new Set(), added: 0, removed: 0 };
}

function countRow(group: Group, { kind, fields }: Row, replaced: boolean): void {
  switch (kind) {
    case 'renewed':
    case 'added':
    case 'removed':
      group[kind] += 1;
      return;
    case 'changed':
      if (replaced) {
        group.replaced += 1;
        return;
      }
      group.changed += 1;
      for (const { field, form } of fields) if (!form) group.changedFields.add(field);
      return;
    case 'same':
    case 'form':
    case 'moved':
    case 'unknown':
      return;
  }
}

function groupClauses(group: Group, total: number): string[] {
  const { name, renewed, replaced, changed, changedFields, added, removed } = group;
  const shownName = clipped(name);
  return [
    ...(renewed === 0 ? [] : [`${share(renewed, total, shownName, 'certificate')} renewed`]),
    ...(replaced === 0 ? [] : [`${share(replaced, total, shownName, 'certificate')} replaced`]),
    ...(changed === 0 ? [] : [`${share(changed, total, shownName, 'record')} changed (${fieldList(changedFields)})`]),
    ...(added === 0 ? [] : [added === 1 ? `${shownName} added` : `${added} ${shownName} added`]),
    ...(removed === 0 ? [] : [`${part(removed, total, shownName)} removed`]),
  ];
}

/** Field names of a clause; more would be no summary. */
const mostFields = 4;

function fieldList(fields: ReadonlySet<string>): string {
  const shown = [...fields].slice(0, mostFields).map(clipped);
  return [...shown, ...(fields.size > mostFields ? ['…'] : [])].join(', ');
}

/** `TVS certificate`, `1 of 3 TVS certificates`, `both TVS certificates`. */
function share(some: number, total: number, name: string, what: string): string {
  return part(some, total, `${name} ${what}`, `${name} ${what}s`);
}

/** `TVS`, `1 of 3 TVS`, `both TVS`, `all 3 TVS`. */
function part(some: number, total: number, one: string, several = one): string {
  if (total === 1) return one;
  if (some < total) return `${some} of ${total} ${several}`;
  return total === 2 ? `both ${several}` : `all ${total} ${several}`;
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
