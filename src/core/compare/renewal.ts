import { sameName } from '../certificates/names';
import type { RecordReport } from '../trust/report';
import type { FieldDifference } from './comparison';

// Of the conditions below the cheap ones come first: there may be ten thousand records.

/**
 * True where the owner of a record has got another certificate: the same function and subject, and a new key or serial
 * number. A key or serial number that differs beside the same certificate was tampered with, and another hash of the
 * same certificate, or one with a flipped bit, has neither.
 */
export function isRenewed(left: RecordReport, right: RecordReport, fields: readonly FieldDifference[]): boolean {
  return (
    fields.some((field) => isOf(field, 'SERIALNUMBER') || isOf(field, 'PUBLICKEY')) &&
    left.functionCode === right.functionCode &&
    left.subject !== null &&
    right.subject !== null &&
    sameName(left.subject, right.subject) &&
    !isSameCertificate(left, right)
  );
}

/** True where a record stands for another owner's certificate. */
export function isReplaced(left: RecordReport, right: RecordReport, fields: readonly FieldDifference[]): boolean {
  const holdsAnother = fields.some(({ field, form }) => !form && (field === 'CERTIFICATE' || field === 'CERTHASH'));
  return holdsAnother && fields.some((field) => isOf(field, 'SUBJECTNAME')) && !isSameCertificate(left, right);
}

function isSameCertificate(left: RecordReport, right: RecordReport): boolean {
  if (left.sha256 !== null && right.sha256 !== null) return left.sha256 === right.sha256;
  return left.sha1 !== null && left.sha1 === right.sha1;
}

/** A difference of meaning in an element that both sides have. */
function isOf({ field, form, left, right }: FieldDifference, name: string): boolean {
  return field === name && !form && left !== null && right !== null;
}
