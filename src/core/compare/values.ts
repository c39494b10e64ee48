import { elementOverhead } from '../format/reader';
import { HeaderTag, RecordTag } from '../format/tags';
import { headerTexts, recordTexts } from '../trust/fields';
import type { FieldReport, RecordReport, Report } from '../trust/report';

/**
 * How a difference of an element weighs.
 *
 * - `exact`: it is one of meaning.
 * - `text`: the same, the NULs at its end aside.
 * - `name`: it is one of form where both are the same distinguished name; `serial`: where both are the same number.
 * - `form`: it is one of form. Lengths follow from what they count (one that does not is `exact`); TIMESTAMP and the bytes of SIGNATURE say when the
 *   list was signed, and what that signature is worth is its verdict, which is compared by itself; SIGNERVERSION and
 *   PADDING are habits of a writer.
 */
export type Weight = 'exact' | 'text' | 'name' | 'serial' | 'form';

/** An element of a header or a record, as it is compared. */
export interface Value {
  readonly weight: Weight;
  readonly tag: number | null;
  /** Null where the side does not carry it. */
  readonly text: string | null;
  /** Bytes of the value; null for padding and stray bytes. */
  readonly length: number | null;
  /** True where `text` does not tell every byte; `bytes` or `rest` may then. */
  readonly partial: boolean;
  /** The value of a partial one, where the side came with its bytes. */
  readonly bytes: Uint8Array | null;
  readonly rest: Rest;
}

/** What is known of a value beyond its text. */
export type Rest =
  /** It is a certificate with this SHA-256 fingerprint, its text being the SHA-1 fingerprint. */
  | { readonly kind: 'fingerprint'; readonly sha256: string | null }
  /** It is, or is not, what the certificate with this SHA-1 fingerprint holds. */
  | { readonly kind: 'part'; readonly certificate: string; readonly agrees: boolean }
  | null;

/** By field name; the second element of a name is `SUBJECTNAME (2)`. In file order. */
export type Values = ReadonlyMap<string, Value>;

const headerWeights: ReadonlyMap<number | null, Weight> = new Map([
  [HeaderTag.headerLength, 'form'],
  [HeaderTag.signerId, 'form'],
  [HeaderTag.signerName, 'name'],
  [HeaderTag.serialNumber, 'serial'],
  [HeaderTag.caName, 'name'],
  [HeaderTag.signatureInfo, 'form'],
  [HeaderTag.signatureAlgorithmInfo, 'form'],
  [HeaderTag.signature, 'form'],
  [HeaderTag.padding, 'form'],
  [HeaderTag.filename, 'text'],
  [HeaderTag.timestamp, 'form'],
  [HeaderTag.signerVersion, 'form'],
]);

const recordWeights: ReadonlyMap<number | null, Weight> = new Map([
  [RecordTag.recordLength, 'form'],
  [RecordTag.dnsName, 'text'],
  [RecordTag.subjectName, 'name'],
  [RecordTag.issuerName, 'name'],
  [RecordTag.serialNumber, 'serial'],
  [HeaderTag.padding, 'form'],
]);

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
  /** False for a text in which records may be left out. */
  readonly complete: boolean;
}

export function headerValues({ report, fromText, bytes }: Side): Values {
  const known = new Map<number | null, string | null>([
    [HeaderTag.version, report.version],
    [HeaderTag.signerName, report.signer.name],
    [HeaderTag.serialNumber, report.signer.serial],
    [HeaderTag.caName, report.signer.issuer],
    [HeaderTag.filename, report.filename],
  ]);
  const counted = report.header.reduce((sum, row) => (row.depth === 0 ? sum + row.length : sum), 0);
  return valuesOf(report.header, (row, isFirst) => {
    const { tag, valueLength: length } = row;
    const lies = tag === HeaderTag.headerLength && !fromText && !counts(row, counted);
    const weight = lies ? 'exact' : (headerWeights.get(tag) ?? 'exact');
    const text = (isFirst ? known.get(tag) : null) ?? carriedText(row, fromText);
    return { weight, tag, text, length, ...partOf(row, headerTexts, bytes), rest: null };
  });
}

export function recordValues(record: RecordReport, { fromText, bytes }: Pick<Side, 'fromText' | 'bytes'>): Values {
  const known = new Map<number | null, string | null>([
    [RecordTag.dnsName, record.dnsName],
    [RecordTag.subjectName, record.subject],
    [RecordTag.function, record.functionCode === null ? null : record.function],
    [RecordTag.issuerName, record.issuer],
    [RecordTag.serialNumber, record.serial],
    [RecordTag.ipAddress, record.ipAddress],
  ]);
  return valuesOf(record.fields, (row, isFirst) => {
    const { tag, valueLength: length } = row;
    const lies = tag === RecordTag.recordLength && !fromText && !counts(row, record.length);
    const weight = lies ? 'exact' : (recordWeights.get(tag) ?? 'exact');
    if (isFirst && tag === RecordTag.certificate && record.sha1 !== null) {
      const rest: Rest = { kind: 'fingerprint', sha256: record.sha256 };
      return { weight, tag, text: record.sha1, length, partial: true, bytes: null, rest };
    }
    const text = (isFirst ? known.get(tag) : null) ?? carriedText(row, fromText);
    return { weight, tag, text, length, ...partOf(row, recordTexts, bytes), rest: restOf(record, row) };
  });
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
  return { weight: 'exact', tag: null, text: `${length} bytes`, length, partial: true, bytes, rest: null };
}

function valuesOf(rows: readonly FieldReport[], read: (row: FieldReport, isFirst: boolean) => Value): Values {
  const values = new Map<string, Value>();
  const counts = new Map<string, number>();
  for (const row of rows) {
    const count = (counts.get(row.name) ?? 0) + 1;
    counts.set(row.name, count);
    if (row.tag === HeaderTag.padding) {
      values.set(row.name, { ...read(row, true), text: count === 1 ? '1 byte' : `${count} bytes` });
    } else {
      values.set(count === 1 ? row.name : `${row.name} (${count})`, read(row, count === 1));
    }
  }
  return values;
}

/** A text prints no value for some elements; in a file each has one, though it may be empty. */
function carriedText({ text }: FieldReport, fromText: boolean): string | null {
  return fromText && text === '' ? null : text;
}

/** Rows cut long values short, and show bytes that are no UTF-8 as U+FFFD. */
function partOf(
  { tag, text, offset, length }: FieldReport,
  texts: ReadonlySet<number>,
  file: Uint8Array | null,
): Pick<Value, 'partial' | 'bytes'> {
  const partial = tag !== null && texts.has(tag) ? text.includes('\uFFFD') : text.endsWith(' …');
  if (!partial || file === null) return { partial, bytes: null };
  const start = tag === null ? offset : offset + elementOverhead;
  return { partial, bytes: file.subarray(start, offset + length) };
}

function restOf({ certificateId }: RecordReport, { agreement }: FieldReport): Rest {
  if (certificateId === null || agreement === null) return null;
  return { kind: 'part', certificate: certificateId, agrees: agreement === 'agrees' };
}
