import { elementOverhead } from '../format/reader';
import type { ElementRow, ElementType, Weight } from '../format/elements';
import { elementRow, HeaderTag, RecordTag, type ElementTable } from '../format/tags';
import type { FieldReport, RecordReport, Report } from '../trust/report';
import { plural, t } from '../words/translate';

/** An element of a header or a record, as it is compared. */
export interface Value {
  readonly weight: Weight;
  readonly tag: number | null;
  /** Null if the side does not say it. */
  readonly text: string | null;
  /** Bytes of the value; null for padding and stray bytes. */
  readonly length: number | null;
  /** True if `text` does not tell every byte; `bytes` or `rest` may then. */
  readonly partial: boolean;
  /** The value of a partial one, if the side came with its bytes. */
  readonly bytes: Uint8Array | null;
  readonly rest: Rest;
}

/** What is known of a value beyond its text. */
export type Rest =
  /** It is a certificate with this SHA-256 fingerprint, its text being the SHA-1 fingerprint. */
  | { readonly kind: 'fingerprint'; readonly sha256: string | null }
  /** It is, or is not, what the certificate with this SHA-1 fingerprint contains. */
  | { readonly kind: 'part'; readonly certificate: string; readonly agrees: boolean }
  | null;

/** By field name; the second element of a name is `SUBJECTNAME (2)`. In file order. */
export type Values = ReadonlyMap<string, Value>;

/** True for a report of bytes; one that was read from the text of `show itl` has no digest of a file. */
export function hasBytes(report: Pick<Report, 'sha256'>): boolean {
  return report.sha256 !== '';
}

/** One side of a comparison. */
export interface Side {
  readonly report: Report;
  readonly fromText: boolean;
  /** The file that the report was made of. */
  readonly bytes: Uint8Array | null;
}

export interface ComparedSide extends Side {
  /** False for a text that may leave out records. */
  readonly complete: boolean;
}

export function headerValues({ report, fromText, bytes }: Side): Values {
  const counted = report.header.reduce((sum, row) => (row.depth === 0 ? sum + row.length : sum), 0);
  return valuesOf(report.header, (field, isFirst) => {
    const { tag, valueLength: length } = field;
    const lies = tag === HeaderTag.headerLength && !fromText && !counts(field, counted);
    const row = rowOf('header', tag);
    const weight = lies ? 'exact' : (row?.weight ?? 'exact');
    const text = carriedText(field, row?.type, { fromText, isFirst });
    return { weight, tag, text, length, ...partOf(field, row?.type, bytes), rest: null };
  });
}

export function recordValues(record: RecordReport, { fromText, bytes }: Pick<Side, 'fromText' | 'bytes'>): Values {
  return valuesOf(record.fields, (field, isFirst) => {
    const { tag, valueLength: length } = field;
    const lies = tag === RecordTag.recordLength && !fromText && !counts(field, record.length);
    const row = rowOf('record', tag);
    const weight = lies ? 'exact' : (row?.weight ?? 'exact');
    if (isFirst && row?.type === 'certificate' && record.sha1 !== null) {
      const rest: Rest = { kind: 'fingerprint', sha256: record.sha256 };
      return { weight, tag, text: record.sha1, length, partial: true, bytes: null, rest };
    }
    const functionName = isFirst && row?.type === 'function' && record.functionCode !== null ? record.function : null;
    const text = functionName ?? carriedText(field, row?.type, { fromText, isFirst });
    return { weight, tag, text, length, ...partOf(field, row?.type, bytes), rest: restOf(record, field) };
  });
}

function rowOf(table: ElementTable, tag: number | null): ElementRow | undefined {
  return tag === null ? undefined : elementRow(table, tag);
}

/** True for a HEADERLENGTH or RECORDLENGTH that says how many bytes there are. */
function counts({ text }: FieldReport, bytes: number): boolean {
  return text === `${bytes} bytes`;
}

/** The bytes after the last record. */
export function trailingValue({ report: { trailing }, bytes: file }: Side): Value | null {
  if (trailing === null) return null;
  const { offset, length } = trailing;
  const bytes = file === null ? null : file.subarray(offset, offset + length);
  return {
    weight: 'exact',
    tag: null,
    text: t('{count} bytes', { count: length }),
    length,
    partial: true,
    bytes,
    rest: null,
  };
}

function valuesOf(rows: readonly FieldReport[], read: (row: FieldReport, isFirst: boolean) => Value): Values {
  const values = new Map<string, Value>();
  const counts = new Map<string, number>();
  for (const row of rows) {
    const count = (counts.get(row.name) ?? 0) + 1;
    counts.set(row.name, count);
    if (row.tag === HeaderTag.padding) {
      values.set(row.name, { ...read(row, true), text: plural(count, '1 byte', '{count} bytes') });
    } else {
      values.set(count === 1 ? row.name : `${row.name} (${count})`, read(row, count === 1));
    }
  }
  return values;
}

/** Types whose value a text prints as it is: if it prints nothing, the value is empty or a NUL. */
const printedTypes: ReadonlySet<ElementType | undefined> = new Set(['text', 'name', 'serial']);

/**
 * What a side says of an element. A text that prints nothing says nothing, unless the value has no more bytes than an
 * empty name (CUCM writes up to two NULs); in a file each element has a value, though it may be empty.
 */
function carriedText(
  { text, valueLength }: FieldReport,
  type: ElementType | undefined,
  { fromText, isFirst }: { readonly fromText: boolean; readonly isFirst: boolean },
): string | null {
  const isEmpty = isFirst && printedTypes.has(type) && (valueLength ?? 0) <= 2;
  return fromText && text === '' && !isEmpty ? null : text;
}

/** Rows cut long values short, and show bytes that are not UTF-8 as U+FFFD. */
function partOf(
  { tag, text, offset, length }: FieldReport,
  type: ElementType | undefined,
  file: Uint8Array | null,
): Pick<Value, 'partial' | 'bytes'> {
  const isText = type === 'text' || type === 'name';
  const partial = isText ? text.includes('\uFFFD') : text.endsWith(' …');
  if (!partial || file === null) return { partial, bytes: null };
  const start = tag === null ? offset : offset + elementOverhead;
  return { partial, bytes: file.subarray(start, offset + length) };
}

function restOf({ certificateId }: RecordReport, { agreement }: FieldReport): Rest {
  if (certificateId === null || agreement === null) return null;
  return { kind: 'part', certificate: certificateId, agrees: agreement === 'agrees' };
}
