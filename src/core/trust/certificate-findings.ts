import type { CertificateDetails } from '../certificates/details';
import { RecordTag } from '../format/tags';
import { commonName } from '../certificates/names';
import { finding } from './catalogue';
import type { InspectedRecord } from './inspected-record';
import { recordFieldPlace } from './places';
import type { Finding } from './report';

/** Least RSA key sizes in bits: below the first a key can be broken, below the second it is weak. */
const breakableBelow = 1024;
const weakBelow = 2048;

/** What each distinct certificate shows by itself: validity, key, digest. Said once, at the first record with it. */
export function certificateFindings(records: readonly InspectedRecord[], now: Date): Finding[] {
  const groups = new Map<string, { first: InspectedRecord; details: CertificateDetails; indices: number[] }>();
  for (const record of records) {
    const { certificate, certificateRecord, index } = record;
    if (certificate === null || certificateRecord !== index || certificate.details.error !== null) continue;
    const group = groups.get(certificate.details.sha256);
    if (group === undefined) {
      groups.set(certificate.details.sha256, { first: record, details: certificate.details, indices: [index] });
    } else {
      group.indices.push(index);
    }
  }
  return [...groups.values()].flatMap(({ first, details, indices }) => oneCertificate(first, details, indices, now));
}

function oneCertificate(
  { index, record, key }: InspectedRecord,
  details: CertificateDetails,
  indices: readonly number[],
  now: Date,
): Finding[] {
  const where = recordFieldPlace(index, record, RecordTag.certificate);
  const certificate = commonName(details.subject ?? '') ?? details.subject ?? details.sha1;
  const records = recordsText(indices);
  const findings: Finding[] = [];
  const { notBefore, notAfter, signatureAlgorithm } = details;
  if (notAfter !== null && new Date(notAfter) < now) {
    findings.push(finding('certificate-expired', { certificate, date: dateOf(notAfter), records }, where));
  }
  if (notBefore !== null && new Date(notBefore) > now) {
    findings.push(finding('certificate-not-yet-valid', { certificate, date: dateOf(notBefore), records }, where));
  }
  if (key.algorithm === 'RSA' && key.bits !== null && key.bits < weakBelow) {
    const code = key.bits < breakableBelow ? 'insecure-key' : 'weak-key';
    findings.push(finding(code, { certificate, key: `RSA ${key.bits}`, records }, where));
  }
  if (signatureAlgorithm !== null && /^(MD\d|SHA-1)\b/.test(signatureAlgorithm)) {
    findings.push(finding('weak-certificate-digest', { certificate, algorithm: signatureAlgorithm, records }, where));
  }
  return findings;
}

function recordsText(indices: readonly number[]): string {
  const shown = indices.slice(0, 8).join(', ');
  const more = indices.length > 8 ? ' and more' : '';
  return `${indices.length === 1 ? 'record' : 'records'} ${shown}${more}`;
}

function dateOf(iso: string): string {
  return iso.slice(0, 10);
}
