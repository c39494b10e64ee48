import { commonName, sameName } from '../certificates/names';
import { sameSerialText } from '../certificates/serial';
import type { RecordReport, Report, Signer } from '../trust/report';
import type { Comparison, FieldDifference, Row } from './comparison';
import { isOfCertificate } from './differences';
import { shortFunction } from './functions';
import { visible } from './visible';

/** Clauses of the sentence; more would be no summary. */
const longestSummary = 12;

/**
 * One sentence: `signer kept; 1 of 3 TVS certificates replaced; CAPF added`. "Added" is what the right side has and
 * the left has not.
 */
export function summarize(left: Report, right: Report, found: Omit<Comparison, 'summary'>): string {
  if (found.identical === true && found.same) return 'identical, byte for byte';
  const clauses = found.same ? sameClauses(found) : differentClauses(left, right, found);
  const shown = clauses.slice(0, longestSummary);
  if (clauses.length > shown.length) shown.push(`and ${clauses.length - shown.length} more`);
  return shown.join('; ');
}

function sameClauses({ identical, header, rows, uncompared }: Omit<Comparison, 'summary'>): string[] {
  const fields = [...header, ...rows.flatMap((row) => row.fields)];
  const onlySigning = fields.every(({ field }) => signingFields.has(field));
  return [
    identical === null ? 'same in meaning, as far as the text tells' : 'same in meaning',
    ...(header.some(({ field }) => signingFields.has(field)) ? ['signed at another time'] : []),
    ...(onlySigning ? [] : ['written differently']),
    ...(uncompared.some(({ reason }) => reason === 'long') ? ['long values compared in part'] : []),
  ];
}

const signingFields: ReadonlySet<string> = new Set(['TIMESTAMP', 'SIGNATURE']);

function differentClauses(left: Report, right: Report, { header, rows }: Omit<Comparison, 'summary'>): string[] {
  const moved = rows.filter((row) => row.moved).length;
  return [
    ...signerClauses(left, right),
    ...header.filter(({ field, form }) => !form && !signerFields.has(field)).map(headerClause),
    ...(left.blank === right.blank ? [] : [right.blank ? 'now blank' : 'no longer blank']),
    ...recordClauses(left.records, right.records, rows),
    ...(moved === 0 ? [] : [`${count(moved, 'record')} moved`]),
  ];
}

const signerFields: ReadonlySet<string> = new Set(['SIGNERNAME', 'SERIALNUMBER', 'CANAME']);

function signerClauses(left: Report, right: Report): string[] {
  const [a, b] = [left.signer, right.signer];
  const [hasA, hasB] = [hasSigner(a), hasSigner(b)];
  if (!hasA && !hasB) return [];
  if (!hasA) return [`signer added: ${signerText(b)}`];
  if (!hasB) return [`signer removed: ${signerText(a)}`];
  if (isSameSigner(left, right)) return ['signer kept'];
  const sameOwner = a.name !== null && b.name !== null && sameName(a.name, b.name);
  return [sameOwner ? 'signer renewed' : `signer replaced: ${signerText(a)} → ${signerText(b)}`];
}

function hasSigner({ name, issuer, serial }: Signer): boolean {
  return name !== null || issuer !== null || serial !== null;
}

/** Same issuer and serial number, which is how a phone looks a signer up, and no other certificate under them. */
function isSameSigner(left: Report, right: Report): boolean {
  const [a, b] = [left.signer, right.signer];
  const serials =
    a.serial === b.serial || (a.serial !== null && b.serial !== null && sameSerialText(a.serial, b.serial));
  if (!serials || !isSameName(a.issuer, b.issuer)) return false;
  const [recordA, recordB] = [signerRecord(left), signerRecord(right)];
  const [sha1A, sha1B] = [recordA?.sha1 ?? null, recordB?.sha1 ?? null];
  return sha1A === null || sha1B === null || sha1A === sha1B;
}

function isSameName(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && sameName(a, b));
}

function signerRecord({ signature, records }: Report): RecordReport | undefined {
  return records.find(({ index }) => index === signature.record);
}

function signerText({ name, serial }: Signer): string {
  return visible((name === null ? null : (commonName(name) ?? name)) ?? serial ?? 'not named');
}

function headerClause({ field, left, right }: FieldDifference): string {
  if (field === 'signature') return `signature ${right ?? ''}, was ${left ?? ''}`;
  return `${field} ${visible(left ?? 'missing')} → ${visible(right ?? 'missing')}`;
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

function recordClauses(left: readonly RecordReport[], right: readonly RecordReport[], rows: readonly Row[]): string[] {
  const leftByNumber = new Map(left.map((record) => [record.index, record]));
  const rightByNumber = new Map(right.map((record) => [record.index, record]));
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const record = row.left === null ? rightByNumber.get(row.right ?? 0) : leftByNumber.get(row.left);
    if (record === undefined) continue;
    const name = shortFunction(record);
    const group = groups.get(name) ?? emptyGroup(name);
    groups.set(name, group);
    countRow(group, row);
  }
  const totals = new Map<string, number>();
  for (const record of left) totals.set(shortFunction(record), (totals.get(shortFunction(record)) ?? 0) + 1);
  return [...groups.values()].flatMap((group) => groupClauses(group, totals.get(group.name) ?? 0));
}

function emptyGroup(name: string): Group {
  return { name, renewed: 0, replaced: 0, changed: 0, changedFields: new Set(), added: 0, removed: 0 };
}

function countRow(group: Group, { kind, fields }: Row): void {
  switch (kind) {
    case 'renewed':
    case 'added':
    case 'removed':
      group[kind] += 1;
      return;
    case 'changed':
      if (fields.some(isOfCertificate)) {
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
  const shownName = visible(name);
  return [
    ...(renewed === 0 ? [] : [`${share(renewed, total, shownName, 'certificate')} renewed`]),
    ...(replaced === 0 ? [] : [`${share(replaced, total, shownName, 'certificate')} replaced`]),
    ...(changed === 0
      ? []
      : [`${share(changed, total, shownName, 'record')} changed (${[...changedFields].slice(0, 4).join(', ')})`]),
    ...(added === 0 ? [] : [added === 1 ? `${shownName} added` : `${added} ${shownName} added`]),
    ...(removed === 0 ? [] : [removed === 1 ? `${shownName} removed` : `${removed} ${shownName} removed`]),
  ];
}

/** `TVS certificate`, `1 of 3 TVS certificates`, `all 3 TVS certificates`. */
function share(part: number, total: number, name: string, what: string): string {
  if (total === 1) return `${name} ${what}`;
  return part === total ? `all ${total} ${name} ${what}s` : `${part} of ${total} ${name} ${what}s`;
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
