import { sameName } from '../certificates/names';
import type { RecordReport, Report } from '../trust/report';
import {
  isDifferent,
  type Comparison,
  type FieldDifference,
  type Row,
  type RowKind,
  type Uncompared,
} from './comparison';
import { headerDifferences, isOfCertificate, noteDifference, recordDifferences, type Differences } from './differences';
import { pairRecords } from './pairing';
import { summarize } from './summary';
import { hasBytes, trailingValue, type Side } from './values';

/** What is known of a side beside its report. */
export interface SideOptions {
  /** The file that the report was made of: values of which a report shows the first bytes are then compared whole. */
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
 * report that was read from the text of `show itl`; what such a text does not carry counts as no difference and is
 * listed in `uncompared`. Takes O(n log n) for n records.
 */
export function compare(leftReport: Report, rightReport: Report, options: CompareOptions = {}): Comparison {
  const identical = sameDigest(leftReport, rightReport);
  if (identical === true && hasBytes(leftReport) && hasBytes(rightReport)) return sameFile(leftReport);

  const left = side(leftReport, options.left);
  const right = side(rightReport, options.right);
  const uncompared = new UncomparedFields();
  const ofHeader = headerDifferences(left, right);
  const ofList = listDifferences(left, right);
  uncompared.addHeader(ofHeader);
  uncompared.addHeader(ofList);
  const header = [...ofHeader.fields, ...ofList.fields];
  const rows = alignRows(left, right, uncompared.addRecord);
  const same = header.every(({ form }) => form) && !rows.some(isDifferent);
  const found = { same, identical, header, rows, uncompared: uncompared.list() };
  return { ...found, summary: summarize(leftReport, rightReport, found) };
}

interface ComparedSide extends Side {
  readonly complete: boolean;
}

function side(report: Report, { bytes, complete = true }: SideOptions = {}): ComparedSide {
  return { report, fromText: !hasBytes(report), bytes: bytes ?? null, complete };
}

function sameFile(report: Report): Comparison {
  const rows = report.records.map(({ index }): Row => row('same', index, index));
  const found = { same: true, identical: true, header: [], rows, uncompared: [] };
  return { ...found, summary: summarize(report, report, found) };
}

/** Whether two files are the same bytes; null where they have no digest in common. */
function sameDigest(left: Report, right: Report): boolean | null {
  for (const digest of ['sha256', 'sha1', 'md5'] as const) {
    if (left[digest] !== '' && right[digest] !== '') return left[digest] === right[digest];
  }
  return null;
}

/** What differs in the list as a whole and is no element of its header. */
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
  else differ('signature', verdict(left.report), verdict(right.report));

  if (!anyText) noteDifference('bytes after the last record', trailingValue(left), trailingValue(right), found);
  return found;
}

/** A text without a verdict line: it cannot be told from one of a list whose signature could not be verified. */
function hasNoVerdict({ report, fromText }: Side): boolean {
  return fromText && report.signature.status === 'unsupported';
}

function verdict({ signature: { status, stale } }: Report): string {
  return stale ? 'stale' : status;
}

/** Every record once: in the order of the right side, and what only the left has behind the record that it follows. */
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
  const sameOwner =
    left.functionCode === right.functionCode &&
    left.subject !== null &&
    right.subject !== null &&
    sameName(left.subject, right.subject);
  return sameOwner && fields.some(isOfCertificate) ? 'renewed' : 'changed';
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
