import { commonName, sameName } from '../certificates/names';
import { sameSerialText } from '../certificates/serial';
import type { RecordReport, Report, Signer } from '../trust/report';
import type { Statement } from '../words/statement';
import type { Comparison, FieldDifference, Row } from './comparison';
import { shortFunction } from './functions';
import { fieldWords, state } from './reasons';
import { recordsByNumber } from './records';
import { isReplaced } from './renewal';
import { printsNoRecord } from './text-side';
import { hasBytes, type ComparedSide } from './values';
import { clipped } from './visible';
import { t } from '../words/translate';

/** More clauses would not be a summary. */
const longestSummary = 12;

type Found = Omit<Comparison, 'summary' | 'clauses'>;
/** What the summary needs of a side. */
type SummarySide = Pick<ComparedSide, 'report' | 'fromText' | 'complete'>;

/**
 * The clauses of the summary: `signer kept`, `1 of 3 TVS certificates replaced`, `CAPF added`. "Added" is what the
 * right side has and the left has not.
 */
export function summarize(left: SummarySide, right: SummarySide, found: Found): Statement[] {
  if (found.identical === true && found.same) return [state('identical', {})];
  const clauses = found.same ? sameClauses(found) : differentClauses(left, right, found);
  const count = clauses.length - longestSummary;
  return count > 0 ? [...clauses.slice(0, longestSummary), state('more', { count })] : clauses;
}

/** The summary if it is not known which list came first, so that nothing was added, removed or renewed. */
export function undirectedSummary({ rows }: Pick<Comparison, 'rows'>): Statement {
  const count = rows.filter(({ kind }) => kind !== 'same' && kind !== 'form').length;
  if (count === 0) return state('headers-differ', {});
  return count === 1 ? state('record-differs', {}) : state('records-differ', { count });
}

function sameClauses({ identical, header, rows, uncompared }: Found): Statement[] {
  const fields = [...header, ...rows.flatMap((row) => row.fields)];
  const onlySigning = fields.every(({ field }) => signingFields.has(field));
  const missing = rows.filter(({ kind }) => kind === 'unknown').length;
  return [
    identical === null ? state('same-by-text', {}) : state('same', {}),
    ...counted(missing, 'record-may-be-missing', 'records-may-be-missing'),
    ...signingClauses(header),
    ...(onlySigning ? [] : [state('written-differently', {})]),
    ...(uncompared.some(({ reason }) => reason === 'long') ? [state('compared-in-part', {})] : []),
  ];
}

function counted(
  count: number,
  one: 'record-may-be-missing' | 'record-moved',
  several: 'records-may-be-missing' | 'records-moved',
): Statement[] {
  if (count === 0) return [];
  return [count === 1 ? state(one, {}) : state(several, { count })];
}

/** A different signature over the same time: what it covers is written differently, or another key made it. */
function signingClauses(header: readonly FieldDifference[]): Statement[] {
  const differs = (name: string): boolean => header.some(({ field }) => field === name);
  if (differs('TIMESTAMP')) return [state('other-time', {})];
  return differs('SIGNATURE') ? [state('signed-again', {})] : [];
}

const signingFields: ReadonlySet<string> = new Set(['TIMESTAMP', 'SIGNATURE']);

function differentClauses(left: SummarySide, right: SummarySide, found: Found): Statement[] {
  const { header, rows, uncompared } = found;
  if (header.some(({ field }) => field.endsWith(' of the file'))) {
    return [state('files-differ', {}), unseenClause(left, right, uncompared)];
  }
  const kinds = kindsClause(left.report, right.report);
  const signerNamed = namesSameSigner(left, right);
  const isTold = ({ field }: FieldDifference): boolean =>
    (kinds !== null && kindFields.has(field)) ||
    (signerNamed ? field !== 'SIGNERNAME' && signerFields.has(field) : signerFields.has(field));
  return [
    ...(kinds === null ? [] : [kinds]),
    ...signerClauses(left, right, signerNamed),
    ...header.filter((difference) => !difference.form && !isTold(difference)).map(headerClause),
    ...blankClauses(left, right),
    ...recordClauses(left.report, right.report, rows),
    ...counted(rows.filter((row) => row.moved).length, 'record-moved', 'records-moved'),
  ];
}

/** What could not be compared, if that is all that can differ. */
function unseenClause(left: SummarySide, right: SummarySide, uncompared: Comparison['uncompared']): Statement {
  if (printsNoRecord(left) || printsNoRecord(right)) return state('text-has-no-record', {});
  return uncompared.some(({ reason }) => reason === 'text') ? state('text-agrees', {}) : state('compared-agrees', {});
}

const kindFields: ReadonlySet<string> = new Set(['FILENAME', 'kind']);

function kindsClause({ kind: left }: Report, { kind: right }: Report): Statement | null {
  if (left === right || left === 'unknown' || right === 'unknown') return null;
  return left === 'ITL' ? state('itl-and-ctl', {}) : state('ctl-and-itl', {});
}

/** Only an ITL or a CTL can be blank, and a text tells only if it has all records. */
function blankClauses(left: SummarySide, right: SummarySide): Statement[] {
  const isKnown = ({ report, complete }: SummarySide): boolean =>
    report.kind !== 'unknown' && (hasBytes(report) || complete);
  if (left.report.blank === right.report.blank || !isKnown(left) || !isKnown(right)) return [];
  return [right.report.blank ? state('now-blank', {}) : state('no-longer-blank', {})];
}

const signerFields: ReadonlySet<string> = new Set(['SIGNERNAME', 'SERIALNUMBER', 'CANAME']);

function signerClauses(left: SummarySide, right: SummarySide, signerNamed: boolean): Statement[] {
  const [a, b] = [left.report.signer, right.report.signer];
  const [hasA, hasB] = [hasSigner(a), hasSigner(b)];
  if (!hasA && !hasB) return [];
  // A text may leave its header out.
  if ((!hasA && left.fromText) || (!hasB && right.fromText)) return [];
  if (!hasA) return [state('signer-added', { signer: signerText(b) })];
  if (!hasB) return [state('signer-removed', { signer: signerText(a) })];
  if (signerNamed) {
    const isOther = hasOtherCertificate(left.report, right.report);
    return [isOther ? state('signer-has-other-certificate', {}) : state('signer-kept', {})];
  }
  const sameOwner = a.name !== null && b.name !== null && sameName(a.name, b.name);
  if (sameOwner) return [state('signer-renewed', {})];
  return [state('signer-replaced', { before: signerText(a), after: signerText(b) })];
}

function hasSigner({ name, issuer, serial }: Signer): boolean {
  return name !== null || issuer !== null || serial !== null;
}

/**
 * Same issuer and serial number, which is how a phone looks a signer up; what a text does not print counts as equal.
 */
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
  return clipped(((name === null ? null : (commonName(name) ?? name)) ?? serial ?? t('not named')).trim());
}

function headerClause({ field, left, right }: FieldDifference): Statement {
  if (field === 'signature') return state('signature-verdict', { before: left ?? '', after: right ?? '' });
  if (field === 'structure') return state('structure', { before: left ?? '', after: right ?? '' });
  if (field === 'records') return state('text-has-no-record', {});
  if (field === 'bytes after the last record') return trailingClause(left, right);
  if (left === null) return state('field-added', { field: fieldWords(field), after: clipped(right ?? '') });
  if (right === null) return state('field-removed', { field: fieldWords(field) });
  if (field === 'DIGESTALGORTITHM') {
    return state('digest-changed', { before: withoutCode(left), after: withoutCode(right) });
  }
  return state('field-changed', { field: fieldWords(field), before: clipped(left), after: clipped(right) });
}

function trailingClause(left: string | null, right: string | null): Statement {
  if (left === null) return state('trailing-added', { after: right ?? '' });
  return right === null ? state('trailing-removed', { before: left }) : state('trailing-changed', {});
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

function recordClauses(left: Report, right: Report, rows: readonly Row[]): Statement[] {
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

function groupClauses(group: Group, total: number): Statement[] {
  const { renewed, replaced, changed, changedFields, added, removed } = group;
  const name = clipped(group.name);
  const of = (some: number) => ({ some, total, name });
  return [
    ...(renewed === 0 ? [] : [state(`renewed-${extent(renewed, total)}`, of(renewed))]),
    ...(replaced === 0 ? [] : [state(`replaced-${extent(replaced, total)}`, of(replaced))]),
    ...(changed === 0
      ? []
      : [state(`changed-${extent(changed, total)}`, { ...of(changed), fields: fieldList(changedFields) })]),
    ...(added === 0
      ? []
      : [added === 1 ? state('added-one', { name }) : state('added-several', { count: added, name })]),
    ...(removed === 0 ? [] : [state(`removed-${extent(removed, total)}`, of(removed))]),
  ];
}

function extent(some: number, total: number): 'only' | 'some' | 'both' | 'all' {
  if (total === 1) return 'only';
  if (some < total) return 'some';
  return total === 2 ? 'both' : 'all';
}

/** Field names of a clause; more would not be a summary. */
const mostFields = 4;

function fieldList(fields: ReadonlySet<string>): string[] {
  const shown = [...fields].slice(0, mostFields).map(clipped);
  return fields.size > mostFields ? [...shown, 'others'] : shown;
}
