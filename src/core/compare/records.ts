import type { RecordReport, Report } from '../trust/report';
import type { FieldDifference, Row } from './comparison';
import { printedHash } from './printed-hash';

/** The records of a side by their number: a text may leave some out. */
export type RecordsByNumber = ReadonlyMap<number, RecordReport>;

export function recordsByNumber({ records }: Pick<Report, 'records'>): RecordsByNumber {
  return new Map(records.map((record) => [record.index, record]));
}

/** The record that a row is about: that of the right side, where it has one. */
export function recordOf(
  { left, right }: Pick<Row, 'left' | 'right'>,
  ofLeft: RecordsByNumber,
  ofRight: RecordsByNumber,
): RecordReport | undefined {
  return right === null ? ofLeft.get(left ?? 0) : ofRight.get(right);
}

/** What stands under a row: what differs, or, where one side has no such record, what the other one holds. */
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

/** What a person asks first of a record that the other side has not. */
function contentOf(record: RecordReport): { readonly field: string; readonly value: string }[] {
  const { dnsName, subject, issuer, serial, ipAddress, sha1, keyAlgorithm, notBefore, notAfter } = record;
  const content = [
    { field: 'DNSNAME', value: dnsName },
    { field: 'SUBJECTNAME', value: subject },
    { field: 'ISSUERNAME', value: issuer },
    { field: 'SERIALNUMBER', value: serial },
    { field: 'IPADDRESS', value: ipAddress },
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
