import { RecordTag, recordTagName } from '../format/tags';
import type { RecordReport, Report } from '../trust/report';
import type { FieldDifference, Row } from './comparison';
import { printedHash } from './printed-hash';

/** The records of a side by their number: a text may leave some out. */
export type RecordsByNumber = ReadonlyMap<number, RecordReport>;

export function recordsByNumber({ records }: Pick<Report, 'records'>): RecordsByNumber {
  return new Map(records.map((record) => [record.index, record]));
}

/** The record that a row is about: that of the right side if there is one. */
export function recordOf(
  { left, right }: Pick<Row, 'left' | 'right'>,
  ofLeft: RecordsByNumber,
  ofRight: RecordsByNumber,
): RecordReport | undefined {
  return right === null ? ofLeft.get(left ?? 0) : ofRight.get(right);
}

/** What is listed under a row: what differs, or what the record contains if the other side has no such record. */
export function fieldsUnder(row: Row, ofLeft: RecordsByNumber, ofRight: RecordsByNumber): readonly FieldDifference[] {
  if (row.left !== null && row.right !== null) return row.fields;
  const record = recordOf(row, ofLeft, ofRight);
  if (record === undefined) return [];
  const onLeft = row.right === null;
  return contentOf(record).map(({ field, value }) => ({
    field,
    left: onLeft ? value : null,
    right: onLeft ? null : value,
    form: false,
  }));
}

/** What a person asks first about a record that the other side does not have. */
function contentOf(record: RecordReport): { readonly field: string; readonly value: string }[] {
  const { dnsName, subject, issuer, serial, ipAddress, sha1, keyAlgorithm, notBefore, notAfter } = record;
  const content = [
    { field: recordTagName(RecordTag.dnsName), value: dnsName },
    { field: recordTagName(RecordTag.subjectName), value: subject },
    { field: recordTagName(RecordTag.issuerName), value: issuer },
    { field: recordTagName(RecordTag.serialNumber), value: serial },
    { field: recordTagName(RecordTag.ipAddress), value: ipAddress },
    { field: 'SHA-1', value: sha1 === null ? null : printedHash(sha1) },
    { field: 'key', value: keyAlgorithm },
    { field: 'not before', value: notBefore },
    { field: 'not after', value: notAfter },
  ];
  return content.flatMap(({ field, value }) => (value === null || isBlank(value) ? [] : [{ field, value }]));
}

/** CUCM writes a DNSNAME of nothing but NULs. */
function isBlank(value: string): boolean {
  return value.replaceAll('\0', '').trim() === '';
}
