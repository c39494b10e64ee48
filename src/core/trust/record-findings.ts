import { sameBytes } from '../format/bytes';
import { colonHex } from '../format/fields';
import { encodeParts } from '../format/encode';
import { isKnownFunction, RecordTag, recordTagName } from '../format/tags';
import { hex, sha1AtOnce } from '../certificates/fingerprints';
import { recordKeyAlgorithm } from '../certificates/public-keys';
import { finding } from './finding';
import { spacedHex } from './fields';
import type { InspectedRecord } from './inspected-record';
import { recordFieldPlace, recordPlace } from './places';
import type { Finding, Fix } from './report';

/** Characters of a certificate's name or serial number in one sentence. */
const mostCharacters = 500;

/** Each record compared with its certificate, and with the records before it. */
export function recordFindings(records: readonly InspectedRecord[]): Finding[] {
  return [
    ...records.flatMap((record) => [...functionFindings(record), ...agreementFindings(record)]),
    ...duplicateFindings(records),
  ];
}

function functionFindings({ index, record, fields }: InspectedRecord): Finding[] {
  const where = recordFieldPlace(index, record, RecordTag.function);
  if (fields.functionCode === null) {
    const present = record.parts.some((part) => part.kind === 'element' && part.tag === RecordTag.function);
    return present ? [] : [finding('field-missing', { name: 'FUNCTION' }, where)];
  }
  return isKnownFunction(fields.functionCode)
    ? []
    : [finding('unknown-function', { code: fields.functionCode }, where)];
}

function agreementFindings(inspected: InspectedRecord): Finding[] {
  const { index, record, fields, certificate, certificateRecord, agreements, expectedHash } = inspected;
  if (certificate === null) return [];
  const { details } = certificate;
  const place = (tag: number) => recordFieldPlace(index, record, tag);
  if (details.error !== null) {
    return certificateRecord === index
      ? [finding('certificate-unreadable', { reason: details.error }, place(RecordTag.certificate))]
      : [];
  }
  const differs = (tag: number): boolean => agreements.get(tag) === 'differs';
  const name = clipped(details.subject ?? details.sha1);
  // Only if the record's key says that the certificate is its own: else the certificate may have been swapped, and
  // writing its names into the record would tidy away the trace.
  const isItsOwn = agreements.get(RecordTag.publicKey) === 'agrees' && expectedHash === null;
  const takeFromCertificate = (tag: number): { fix?: Fix } =>
    isItsOwn ? { fix: { kind: 'take-from-certificate', record: index, field: recordTagName(tag) } } : {};
  const evidence = (file: string, said: string) => ({
    evidence: [
      { label: 'The file says', value: file },
      { label: 'The certificate says', value: said },
    ],
  });
  const findings: Finding[] = [];
  if (differs(RecordTag.subjectName)) {
    const args = { field: fields.subjectName ?? '', certificate: clipped(details.subject ?? '') };
    const extra = { ...evidence(args.field, args.certificate), ...takeFromCertificate(RecordTag.subjectName) };
    findings.push(finding('subject-differs', args, place(RecordTag.subjectName), extra));
  }
  if (differs(RecordTag.issuerName)) {
    const args = { field: fields.issuerName ?? '', certificate: clipped(details.issuer ?? '') };
    const extra = { ...evidence(args.field, args.certificate), ...takeFromCertificate(RecordTag.issuerName) };
    findings.push(finding('issuer-differs', args, place(RecordTag.issuerName), extra));
  }
  if (differs(RecordTag.serialNumber)) {
    const field = fields.serialNumber === null ? '' : colonHex(fields.serialNumber);
    const args = { field, certificate: clipped(details.serial ?? '') };
    const extra = { ...evidence(args.field, args.certificate), ...takeFromCertificate(RecordTag.serialNumber) };
    findings.push(finding('serial-differs', args, place(RecordTag.serialNumber), extra));
  }
  if (differs(RecordTag.publicKey)) {
    // No fix: a key that is not the certificate's may be the trace of an attack, and must not be tidied away.
    const extra = evidence(keyText(fields.publicKey), keyText(certificate.publicKeyValue));
    findings.push(finding('public-key-differs', { certificate: name }, place(RecordTag.publicKey), extra));
  }
  if (differs(RecordTag.signature)) {
    const says = evidence(bytesText(fields.signature), bytesText(certificate.signatureValue));
    const extra = { ...says, ...takeFromCertificate(RecordTag.signature) };
    findings.push(finding('certificate-signature-differs', { certificate: name }, place(RecordTag.signature), extra));
  }
  if (expectedHash !== null && fields.certHash !== null) {
    const args = {
      hash: spacedHex(fields.certHash),
      certificate: name,
      actual: spacedHex(expectedHash),
    };
    const where = place(RecordTag.certHash);
    const extra = evidence(args.hash, args.actual);
    findings.push(
      certificateRecord === null || certificateRecord === index
        ? finding('hash-differs/own', args, where, extra)
        : finding('hash-differs/other', { ...args, other: certificateRecord }, where, extra),
    );
  }
  return findings;
}

/** `RSA 2048, 270 bytes, SHA-1 0E 1E 28 …` of a PUBLICKEY. */
function keyText(key: Uint8Array | null): string {
  const algorithm = key === null ? null : recordKeyAlgorithm(key);
  return `${algorithm ?? 'no readable key'}, ${bytesText(key)}`;
}

/** `256 bytes, SHA-1 0E 1E 28 …`: what tells two values apart that are too long to be shown. */
function bytesText(value: Uint8Array | null): string {
  const bytes = value ?? new Uint8Array();
  return `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}, SHA-1 ${spacedHex(sha1AtOnce(bytes))}`;
}

/** Many records can be held against one certificate, whose names and serial number may be as long as a record. */
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

/** Each record that is one of those before it again, with the first such; `identity` is null for one that is unlike any. */
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
 * What makes two records the same: function, host, and certificate, hash or key. Null for a record without any of them. One
 * certificate for several nodes is not a duplicate: each node has its own record.
 */
function identity({ fields, certificate, expectedHash }: InspectedRecord): string | null {
  const { functionCode, dnsName, ipAddress, certHash, publicKey } = fields;
  if (functionCode === null) return null;
  const role = `${functionCode} ${JSON.stringify([dnsName ?? '', ipAddress])}`;
  if (certificate !== null && expectedHash === null) return `${role} certificate ${certificate.details.sha256}`;
  if (certHash !== null) return `${role} hash ${hex(certHash)}`;
  return publicKey === null ? null : `${role} key ${hex(publicKey)}`;
}
