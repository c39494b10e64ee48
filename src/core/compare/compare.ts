import type { RecordReport, Report } from '../trust/report';
import { verdictValue } from '../trust/verdict';
import { sentencesOf } from '../words/statement';
import {
  isDifferent,
  type Comparison,
  type FieldDifference,
  type Row,
  type RowKind,
  type Uncompared,
} from './comparison';
import { headerDifferences, noteDifference, recordDifferences, type Differences } from './differences';
import { pairRecords } from './pairing';
import { isRenewed } from './renewal';
import { summarize } from './summary';
import { printsNoRecord } from './text-side';
import { hasBytes, trailingValue, type ComparedSide, type Side } from './values';
import { t } from '../words/translate';

/** What is known of a side besides its report. */
export interface SideOptions {
  /** The file that the report was made of: values that a report shows in part are then compared whole. */
  readonly bytes?: Uint8Array | undefined;
  /** False for a text in which records may be left out, so that one which is not there need not be missing. */
  readonly complete?: boolean | undefined;
}

export interface CompareOptions {
  readonly left?: SideOptions | undefined;
  readonly right?: SideOptions | undefined;
}

/**
 * What differs between two lists: in meaning, and in form alone (see `Weight` for which element is which).
 *
 * The order of the records is part of the meaning, since phones read the first SAST records only. Either side may be a
 * report that was read from the text of `show itl`; what such a text does not print counts as no difference and is
 * listed in `uncompared`, unless the digests say that the files differ: then the difference may be there, and the lists
 * are not called the same. Takes O(n log n) for n records.
 */
export function compare(leftReport: Report, rightReport: Report, options: CompareOptions = {}): Comparison {
  const digest = digestInCommon(leftReport, rightReport);
  const identical = digest === null ? null : digest.left === digest.right;
  if (identical === true && hasBytes(leftReport) && hasBytes(rightReport)) return sameFile(leftReport);

  const left = comparedSide(leftReport, options.left);
  const right = comparedSide(rightReport, options.right);
  const uncompared = new UncomparedFields();
  const ofHeader = headerDifferences(left, right);
  const ofList = listDifferences(left, right);
  uncompared.addHeader(ofHeader);
  uncompared.addHeader(ofList);
  const rows = alignRows(left, right, uncompared.addRecord);
  const shown = [...ofHeader.fields, ...ofList.fields];
  const agrees = shown.every(({ form }) => form) && !rows.some(isDifferent);
  const unseen = agrees ? unseenDifference(left, right, uncompared.list()) : null;
  const header = unseen === null ? shown : [...shown, unseen];
  const found = { same: agrees && unseen === null, identical, header, rows, uncompared: uncompared.list() };
  return summed(left, right, found);
}

function summed(left: ComparedSide, right: ComparedSide, found: Omit<Comparison, 'summary' | 'clauses'>): Comparison {
  const clauses = summarize(left, right, found);
  return { ...found, summary: sentencesOf(clauses).join('; '), clauses };
}

/** What shows that two files differ although their known values do not; null if nothing does. */
function unseenDifference(
  left: ComparedSide,
  right: ComparedSide,
  uncompared: readonly Uncompared[],
): FieldDifference | null {
  const digest = digestInCommon(left.report, right.report);
  if (digest !== null) {
    if (digest.left === digest.right || uncompared.length === 0) return null;
    return { field: `${digest.name} of the file`, left: digest.left, right: digest.right, form: false };
  }
  const [a, b] = [recordsShown(left), recordsShown(right)];
  return a === b || !(printsNoRecord(left) || printsNoRecord(right))
    ? null
    : { field: 'records', left: a, right: b, form: false };
}

function recordsShown(side: ComparedSide): string {
  return printsNoRecord(side) ? t('not in the text') : String(side.report.records.length);
}

function comparedSide(report: Report, { bytes, complete = true }: SideOptions = {}): ComparedSide {
  return { report, fromText: !hasBytes(report), bytes: bytes ?? null, complete };
}

function sameFile(report: Report): Comparison {
  const rows = report.records.map(({ index }): Row => row('same', index, index));
  const found = { same: true, identical: true, header: [], rows, uncompared: [] };
  const side = comparedSide(report);
  return summed(side, side, found);
}

const digests = [
  { name: 'SHA-256', of: ({ sha256 }: Report) => sha256 },
  { name: 'SHA-1', of: ({ sha1 }: Report) => sha1 },
  { name: 'MD5', of: ({ md5 }: Report) => md5 },
];

/** The strongest digest that is known of both files; null if there is none. */
function digestInCommon(left: Report, right: Report): { name: string; left: string; right: string } | null {
  for (const { name, of } of digests) {
    if (of(left) !== '' && of(right) !== '') return { name, left: of(left), right: of(right) };
  }
  return null;
}

/** What differs in the list as a whole and is not an element of its header. */
function listDifferences(left: Side, right: Side): Differences {
  const found: Differences = { fields: [], uncompared: [] };
  const differ = (field: string, a: string | null, b: string | null): void => {
    if (a !== b) found.fields.push({ field, left: a, right: b, form: false });
  };
  const anyText = left.fromText || right.fromText;

  // FILENAME tells the kind, but a text does not print its value.
  if (anyText && left.report.kind !== 'unknown' && right.report.kind !== 'unknown') {
    differ('kind', left.report.kind, right.report.kind);
  }

  if (hasNoVerdict(left) || hasNoVerdict(right)) found.uncompared.push({ field: 'signature', reason: 'text' });
  else differ('signature', verdictValue(left.report), verdictValue(right.report));
  differ('structure', structureValue(left.report), structureValue(right.report));

  if (!anyText) noteDifference('bytes after the last record', trailingValue(left), trailingValue(right), found);
  return found;
}

function structureValue({ damage }: Report): string {
  return damage === null ? t('sound') : t('damaged at offset {offset}', { offset: damage.where.offset });
}

/** A text without a verdict line looks the same as one of a list whose signature could not be verified. */
function hasNoVerdict({ report, fromText }: Side): boolean {
  return fromText && report.signature.status === 'unsupported';
}

/** Every record once: in the order of the right side, and what only the left has after the record that it follows. */
function alignRows(left: ComparedSide, right: ComparedSide, note: (found: Differences) => void): Row[] {
  const leftRecords = left.report.records;
  const pairs = pairRecords(leftRecords, right.report.records);
  const byLeft = new Map(pairs.map((pair) => [pair.left, pair]));
  const byRight = new Map(pairs.map((pair) => [pair.right, pair]));
  const rows: Row[] = [];
  const leftOut: Differences = { fields: [], uncompared: [{ field: 'record', reason: 'text' }] };
  const addAlone = (kind: 'added' | 'removed', isUnknown: boolean, number: number): void => {
    if (isUnknown) note(leftOut);
    const shown = isUnknown ? 'unknown' : kind;
    rows.push(kind === 'added' ? row(shown, null, number) : row(shown, number, null));
  };
  const addRemovedFrom = (start: number): void => {
    for (let at = start; at < leftRecords.length; at++) {
      const pair = byLeft.get(at);
      const record = leftRecords[at];
      if (record === undefined || pair?.moved === false) return;
      if (pair === undefined) addAlone('removed', !right.complete, record.index);
    }
  };

  addRemovedFrom(0);
  right.report.records.forEach((record, at) => {
    const pair = byRight.get(at);
    const partner = pair === undefined ? undefined : leftRecords[pair.left];
    if (pair === undefined || partner === undefined) {
      addAlone('added', !left.complete, record.index);
      return;
    }
    const found = recordDifferences(partner, record, left, right);
    note(found);
    rows.push({
      kind: pairedKind(partner, record, pair.moved, found.fields),
      left: partner.index,
      right: record.index,
      moved: pair.moved,
      fields: found.fields,
    });
    if (!pair.moved) addRemovedFrom(pair.left + 1);
  });
  return rows;
}

function row(kind: RowKind, left: number | null, right: number | null): Row {
  return { kind, left, right, moved: false, fields: [] };
}

function pairedKind(left: RecordReport, right: RecordReport, moved: boolean, fields: FieldDifference[]): RowKind {
  if (fields.every(({ form }) => form)) {
    if (moved) return 'moved';
    return fields.length > 0 ? 'form' : 'same';
  }
  return isRenewed(left, right, fields) ? 'renewed' : 'changed';
}

/** What could not be compared, counted by field. */
class UncomparedFields {
  readonly #byField = new Map<string, Uncompared>();

  readonly addHeader = ({ uncompared }: Differences): void => {
    for (const { field, reason } of uncompared)
      this.#byField.set(`header ${reason} ${field}`, { field, reason, records: null });
  };

  readonly addRecord = ({ uncompared }: Differences): void => {
    for (const { field, reason } of uncompared) {
      const id = `record ${reason} ${field}`;
      const records = (this.#byField.get(id)?.records ?? 0) + 1;
      this.#byField.set(id, { field, reason, records });
    }
  };

  list(): Uncompared[] {
    return [...this.#byField.values()];
  }
}
