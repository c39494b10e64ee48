import { sameBytes } from '../format/bytes';
import { breaksOff, colonHex, vouches, type RecordFields } from '../format/fields';
import { encodeParts } from '../format/encode';
import { oncePer } from '../format/once-per';
import { isKnownFunction, RecordTag, recordTagName } from '../format/tags';
import type { Certificate } from '../certificates/certificate';
import type { CertificateDetails } from '../certificates/details';
import { hex, sha1AtOnce } from '../certificates/fingerprints';
import { recordKeyAlgorithm } from '../certificates/public-keys';
import { isZero } from '../certificates/serial';
import { finding } from './finding';
import { spacedHex } from './fields';
import type { InspectedRecord } from './inspected-record';
import { recordFieldPlace, recordPlace } from './places';
import type { Finding, Fix } from './report';
import { sharedSerials } from './shared-serials';
import { plural, t } from '../words/translate';

/** Characters of a certificate's name or serial number in one sentence. */
const mostCharacters = 500;

/** Each record compared with its certificate, and with the records before it. */
export const recordFindings = oncePer((records: readonly InspectedRecord[]): readonly Finding[] => [
  ...records.flatMap(ownFindings),
  ...duplicateFindings(records),
  ...sharedSerialFindings(records),
]);

const ownFindings = oncePer((record: InspectedRecord): readonly Finding[] => [
  ...functionFindings(record),
  ...identityFindings(record),
  ...agreementFindings(record),
]);

/** Of two records that share a serial number, the later one has the finding. */
function sharedSerialFindings(records: readonly InspectedRecord[]): Finding[] {
  return [...sharedSerials(records)].flatMap(([{ index, record }, { other, differs }]) => {
    if (other.index > index) return [];
    const where = recordFieldPlace(index, record, RecordTag.serialNumber);
    return [finding(`serial-shared/${differs}`, { record: index, first: other.index }, where)];
  });
}

function functionFindings({ index, record, fields }: InspectedRecord): Finding[] {
  const where = recordFieldPlace(index, record, RecordTag.function);
  if (fields.functionCode === null) {
    const present = record.parts.some((part) => part.kind === 'element' && part.tag === RecordTag.function);
    return present || breaksOff(record.parts)
      ? []
      : [finding('field-missing', { name: recordTagName(RecordTag.function) }, where)];
  }
  return isKnownFunction(fields.functionCode)
    ? []
    : [finding('unknown-function', { code: fields.functionCode }, where)];
}

/** A SERIALNUMBER that identifies nothing, and a PUBLICKEY that is not a key; a blanked record needs neither. */
function identityFindings({ index, record, fields, key, certificate }: InspectedRecord): Finding[] {
  if (!vouches(fields)) return [];
  const findings: Finding[] = [];
  const { serialNumber, publicKey } = fields;
  if (serialNumber !== null && isZero(serialNumber) && certificate === null) {
    const where = recordFieldPlace(index, record, RecordTag.serialNumber);
    findings.push(finding('serial-zero/field', {}, where));
  }
  if (publicKey !== null && key.spki === null) {
    findings.push(finding('unusable-key/field', {}, recordFieldPlace(index, record, RecordTag.publicKey)));
  }
  return findings;
}

function agreementFindings(inspected: InspectedRecord): Finding[] {
  const { index, record, certificate, certificateRecord } = inspected;
  if (certificate === null) return [];
  const { error } = certificate.details;
  if (error === null) {
    return [
      ...nameFindings(inspected, certificate),
      ...valueFindings(inspected, certificate),
      ...hashFindings(inspected, certificate),
    ];
  }
  const where = recordFieldPlace(index, record, RecordTag.certificate);
  return certificateRecord === index ? [finding('certificate-unreadable', { reason: error }, where)] : [];
}

/** Fields that a person reads: both values are in the sentence. */
const readableFields = [
  {
    tag: RecordTag.subjectName,
    code: 'subject-differs',
    inFile: ({ subjectName }: RecordFields) => subjectName,
    inCertificate: ({ subject }: CertificateDetails) => subject,
  },
  {
    tag: RecordTag.issuerName,
    code: 'issuer-differs',
    inFile: ({ issuerName }: RecordFields) => issuerName,
    inCertificate: ({ issuer }: CertificateDetails) => issuer,
  },
  {
    tag: RecordTag.serialNumber,
    code: 'serial-differs',
    inFile: ({ serialNumber }: RecordFields) => serialNumber && colonHex(serialNumber),
    inCertificate: ({ serial }: CertificateDetails) => serial,
  },
] as const;

function nameFindings(inspected: InspectedRecord, { details }: Certificate): Finding[] {
  const { index, record, fields, agreements } = inspected;
  return readableFields
    .filter(({ tag }) => agreements.get(tag) === 'differs')
    .map(({ tag, code, inFile, inCertificate }) => {
      const args = { field: inFile(fields) ?? '', certificate: clipped(inCertificate(details) ?? '') };
      const extra = { ...evidence(args.field, args.certificate), ...takeFromCertificate(inspected, tag) };
      return finding(code, args, recordFieldPlace(index, record, tag), extra);
    });
}

/** PUBLICKEY and SIGNATURE, whose values are too long for a sentence. */
function valueFindings(inspected: InspectedRecord, certificate: Certificate): Finding[] {
  const { index, record, fields, agreements } = inspected;
  const args = { certificate: certificateName(certificate) };
  const findings: Finding[] = [];
  if (agreements.get(RecordTag.publicKey) === 'differs') {
    // No fix: a key that is not the certificate's may be the trace of an attack, and must not be tidied away.
    const extra = evidence(keyText(fields.publicKey), keyText(certificate.publicKeyValue));
    findings.push(finding('public-key-differs', args, recordFieldPlace(index, record, RecordTag.publicKey), extra));
  }
  if (agreements.get(RecordTag.signature) === 'differs') {
    const says = evidence(bytesText(fields.signature), bytesText(certificate.signatureValue));
    const extra = { ...says, ...takeFromCertificate(inspected, RecordTag.signature) };
    const where = recordFieldPlace(index, record, RecordTag.signature);
    findings.push(finding('certificate-signature-differs', args, where, extra));
  }
  return findings;
}

function hashFindings(inspected: InspectedRecord, certificate: Certificate): Finding[] {
  const { index, record, fields, certificateRecord, expectedHash } = inspected;
  if (expectedHash === null || fields.certHash === null) return [];
  const args = {
    hash: spacedHex(fields.certHash),
    certificate: certificateName(certificate),
    actual: spacedHex(expectedHash),
  };
  const where = recordFieldPlace(index, record, RecordTag.certHash);
  const extra = evidence(args.hash, args.actual);
  return [
    certificateRecord === null || certificateRecord === index
      ? finding('hash-differs/own', args, where, extra)
      : finding('hash-differs/other', { ...args, other: certificateRecord }, where, extra),
  ];
}

/**
 * The fix that copies a field from the certificate. Only offered if the record's key says that the certificate is its
 * own: otherwise the certificate may have been swapped, and copying its names would tidy away the trace.
 */
function takeFromCertificate({ index, agreements, expectedHash }: InspectedRecord, tag: number): { fix?: Fix } {
  const isItsOwn = agreements.get(RecordTag.publicKey) === 'agrees' && expectedHash === null;
  return isItsOwn ? { fix: { kind: 'take-from-certificate', record: index, field: recordTagName(tag) } } : {};
}

function evidence(file: string, certificate: string): Pick<Finding, 'evidence'> {
  return {
    evidence: [
      { label: t('The file says'), value: file },
      { label: t('The certificate says'), value: certificate },
    ],
  };
}

function certificateName({ details }: Certificate): string {
  return clipped(details.subject ?? details.sha1);
}

/** `RSA 2048, 270 bytes, SHA-1 0E 1E 28 …` of a PUBLICKEY. */
function keyText(key: Uint8Array | null): string {
  const algorithm = key === null ? null : recordKeyAlgorithm(key);
  return `${algorithm ?? t('no readable key')}, ${bytesText(key)}`;
}

/** `256 bytes, SHA-1 0E 1E 28 …`: tells two values apart that are too long to be shown. */
function bytesText(value: Uint8Array | null): string {
  const bytes = value ?? new Uint8Array();
  return plural(bytes.length, '1 byte, SHA-1 {sha1}', '{count} bytes, SHA-1 {sha1}', {
    sha1: spacedHex(sha1AtOnce(bytes)),
  });
}

/** Many records may be compared with one certificate, whose names and serial number may be as long as a record. */
function clipped(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

function duplicateFindings(records: readonly InspectedRecord[]): Finding[] {
  return repetitions(records, identity).map(([inspected, earlier]) => {
    const exact =
      earlier.record.length === inspected.record.length &&
      sameBytes(encodeParts(earlier.record.parts), encodeParts(inspected.record.parts));
    const args = { record: inspected.index, first: earlier.index };
    const where = recordPlace(inspected.index, inspected.record);
    const fix: Fix = { kind: 'drop-duplicate', record: inspected.index };
    return exact
      ? finding('duplicate-record/exact', args, where, { fix })
      : finding('duplicate-record/alike', args, where);
  });
}

/** Each record that repeats an earlier one, with the first such; a record whose `identity` is null repeats nothing. */
export function repetitions<Of>(
  records: readonly Of[],
  identity: (record: Of) => string | null,
): [again: Of, first: Of][] {
  const seen = new Map<string, Of>();
  return records.flatMap((record): [Of, Of][] => {
    const id = identity(record);
    if (id === null) return [];
    const first = seen.get(id);
    if (first !== undefined) return [[record, first]];
    seen.set(id, record);
    return [];
  });
}

/**
 * What makes two records the same: function, host, and certificate, hash or key. Null for a record without any of
 * these. One certificate of several nodes is not a duplicate: each node has a record of its own.
 */
function identity({ fields, certificate, expectedHash }: InspectedRecord): string | null {
  const { functionCode, dnsName, ipAddress, certHash, publicKey } = fields;
  if (functionCode === null) return null;
  const role = `${functionCode} ${JSON.stringify([dnsName ?? '', ipAddress])}`;
  if (certificate !== null && expectedHash === null) return `${role} certificate ${certificate.details.sha256}`;
  if (certHash !== null) return `${role} hash ${hex(certHash)}`;
  return publicKey === null ? null : `${role} key ${hex(publicKey)}`;
}
