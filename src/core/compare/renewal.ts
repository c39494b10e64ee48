import { sameName } from '../certificates/names';
import type { RecordReport } from '../trust/report';
import type { FieldDifference } from './comparison';

/**
 * True where the owner of a record has got another certificate: the same function and subject, and a new key or serial
 * number. A key or serial number that differs beside the same certificate was tampered with, and another hash of the
 * same certificate, or one with a flipped bit, has neither.
 */
export function isRenewed(left: RecordReport, right: RecordReport, fields: readonly FieldDifference[]): boolean {
  const sameOwner =
    left.functionCode === right.functionCode &&
    left.subject !== null &&
    right.subject !== null &&
    sameName(left.subject, right.subject);
  return sameOwner && !isSameCertificate(left, right) && fields.some(isOfIdentity);
}

function isSameCertificate(left: RecordReport, right: RecordReport): boolean {
  if (left.sha256 !== null && right.sha256 !== null) return left.sha256 === right.sha256;
  return left.sha1 !== null && left.sha1 === right.sha1;
}

function isOfIdentity({ field, form, left, right }: FieldDifference): boolean {
  return !form && left !== null && right !== null && (field === 'SERIALNUMBER' || field === 'PUBLICKEY');
}

/** True for differences that make a record one of another owner's certificate. */
export function isReplaced(fields: readonly FieldDifference[]): boolean {
  const differs = (names: readonly string[]): boolean =>
    fields.some(({ field, form, left, right }) => !form && left !== null && right !== null && names.includes(field));
  return differs(['CERTIFICATE', 'CERTHASH']) && differs(['SUBJECTNAME']);
}
