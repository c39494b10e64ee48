import type { Certificate } from '../certificates/certificate';
import { obviousKeyFlaw, type ObviousKeyFlaw } from '../certificates/key-flaws';
import { keyId } from '../certificates/public-keys';
import { isZero } from '../certificates/serial';
import { colonHex } from '../format/fields';
import { oncePer } from '../format/once-per';
import { RecordTag } from '../format/tags';
import { commonName } from '../certificates/names';
import { finding } from './finding';
import type { InspectedRecord } from './inspected-record';
import { recordLabel } from './outline';
import { recordFieldPlace } from './places';
import type { Finding, FindingPlace } from './report';
import type { RecordKey } from './signature';
import { t } from '../words/translate';

/** RSA key sizes in bits: below the first a key can be broken, below the second it is weak. */
const breakableBelow = 1024;
const weakBelow = 2048;

/** What each distinct certificate or bare key shows by itself: validity, key, digest. Once, at its first record. */
export function certificateFindings(records: readonly InspectedRecord[], now: Date): readonly Finding[] {
  // They are the same until one of the certificates begins or ends.
  const certificates = distinctCertificates(records);
  const validities = certificates.map(({ certificate }) => validityOf(certificate, now)).join();
  const known = findingsByValidity(records);
  const found = known.get(validities) ?? [
    ...certificates.flatMap((used) => oneCertificate(used, now)),
    ...bareKeyFindings(records),
  ];
  known.set(validities, found);
  return found;
}

const findingsByValidity = oncePer<readonly InspectedRecord[], Map<string, readonly Finding[]>>(() => new Map());

/** A certificate that can be read, with the records that embed it. */
interface UsedCertificate {
  readonly first: InspectedRecord;
  readonly certificate: Certificate;
  readonly indices: number[];
}

const distinctCertificates = oncePer((records: readonly InspectedRecord[]): readonly UsedCertificate[] => {
  const groups = new Map<string, UsedCertificate>();
  for (const record of records) {
    const { certificate, certificateRecord, index } = record;
    if (certificate === null || certificateRecord !== index || certificate.details.error !== null) continue;
    const group = groups.get(certificate.details.sha256);
    if (group === undefined) {
      groups.set(certificate.details.sha256, { first: record, certificate, indices: [index] });
    } else {
      group.indices.push(index);
    }
  }
  return [...groups.values()];
});

/** Where a time is to the two of a certificate: `never` if it ends before it begins. */
type Validity = 'now' | 'over' | 'ahead' | 'never';

function validityOf(certificate: Certificate, now: Date): Validity {
  const { notBefore, notAfter } = timesOf(certificate);
  const isAhead = notBefore > now.getTime();
  if (notAfter < now.getTime()) return isAhead ? 'never' : 'over';
  return isAhead ? 'ahead' : 'now';
}

/** Milliseconds since 1970. */
const timesOf = oncePer(({ details: { notBefore, notAfter } }: Certificate) => ({
  notBefore: notBefore === null ? Number.NEGATIVE_INFINITY : Date.parse(notBefore),
  notAfter: notAfter === null ? Number.POSITIVE_INFINITY : Date.parse(notAfter),
}));

/** Keys that are only in records without a certificate, such as that of a CAPF with a hash for its certificate. */
function bareKeyFindings(records: readonly InspectedRecord[]): Finding[] {
  const idOf = ({ key }: InspectedRecord): string => (key.spki === null ? '' : keyId(key.spki));
  const isEmbedded = ({ index, certificateRecord }: InspectedRecord): boolean => certificateRecord === index;
  const isNoted = ({ key }: InspectedRecord): boolean => isWeak(key) || obviousFlaw(key) !== null;
  const bare = records.filter((record) => !isEmbedded(record) && isNoted(record));
  const embedded = new Set(bare.length === 0 ? [] : records.filter(isEmbedded).filter(isNoted).map(idOf));
  const groups = new Map<string, InspectedRecord[]>();
  for (const record of bare) {
    const id = idOf(record);
    if (embedded.has(id)) continue;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [record]);
    else group.push(record);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { index, record, fields, key } = first;
    const serial = fields.serialNumber === null ? null : colonHex(fields.serialNumber);
    const label = recordLabel({ subject: fields.subjectName, dnsName: fields.dnsName, serial, index });
    const where = recordFieldPlace(index, record, RecordTag.publicKey);
    return weakKeyFindings(key, { certificate: label, ...usedIn(group.map((one) => one.index)) }, where);
  });
}

function isWeak({ algorithm, bits }: RecordKey): boolean {
  return algorithm === 'RSA' && bits !== null && bits < weakBelow;
}

function obviousFlaw({ algorithm, spki }: RecordKey): ObviousKeyFlaw | null {
  return algorithm === 'RSA' && spki !== null ? obviousKeyFlaw(spki) : null;
}

function weakKeyFindings(key: RecordKey, { many, ...used }: Used, where: FindingPlace): Finding[] {
  const flaw = obviousFlaw(key);
  if (flaw !== null) return [finding(`unsound-key/${flaw}-${many}`, used, where)];
  if (!isWeak(key) || key.bits === null) return [];
  const code = key.bits < breakableBelow ? 'insecure-key' : 'weak-key';
  return [finding(`${code}/${many}`, { ...used, key: `RSA ${key.bits}` }, where)];
}

function oneCertificate(
  { first: { index, record, key }, certificate: read, indices }: UsedCertificate,
  now: Date,
): Finding[] {
  const { details, serialNumber, deviation, keyType, keyBits, publicKeyValue } = read;
  const where = recordFieldPlace(index, record, RecordTag.certificate);
  const certificate = commonName(details.subject ?? '') ?? details.subject ?? details.sha1;
  const used = { certificate, ...usedIn(indices) };
  const { many, ...args } = used;
  const findings: Finding[] = [];
  const { notBefore, notAfter, signatureAlgorithm, keyAlgorithm } = details;
  if (isZero(serialNumber)) findings.push(finding(`serial-zero/${many}`, args, where));
  if (deviation !== null) findings.push(finding(`certificate-not-der/${many}`, { ...args, offset: deviation }, where));
  if (!isReadable(keyType, keyBits, publicKeyValue)) {
    findings.push(finding(`unusable-key/${many}`, { ...args, key: keyAlgorithm ?? '' }, where));
  }
  const validity = validityOf(read, now);
  if (notAfter !== null && (validity === 'over' || validity === 'never')) {
    findings.push(finding(`certificate-expired/${many}`, { ...args, date: dateOf(notAfter) }, where));
  }
  if (notBefore !== null && (validity === 'ahead' || validity === 'never')) {
    findings.push(finding(`certificate-not-yet-valid/${many}`, { ...args, date: dateOf(notBefore) }, where));
  }
  findings.push(...weakKeyFindings(key, used, where));
  if (signatureAlgorithm !== null && /^(MD\d|SHA-1)\b/.test(signatureAlgorithm)) {
    findings.push(finding(`weak-certificate-digest/${many}`, { ...args, algorithm: signatureAlgorithm }, where));
  }
  return findings;
}

/** False for an RSA key that is not two numbers, or an EC key that is not a point of its curve's length. */
function isReadable(keyType: Certificate['keyType'], keyBits: number | null, value: Uint8Array | null): boolean {
  if (keyType === 'RSA') return keyBits !== null;
  if (keyType !== 'EC' || keyBits === null) return true;
  const width = Math.ceil(keyBits / 8);
  const form = value?.[0];
  const length = form === 4 ? 1 + 2 * width : form === 2 || form === 3 ? 1 + width : null;
  return length !== null && value?.length === length;
}

/** The name of a certificate or of a bare key's record, and the records that contain it. */
interface Used {
  readonly certificate: string;
  readonly many: 'one' | 'several';
  readonly records: readonly string[];
}

/** Records that a sentence lists; of more it gives the number. */
const listedRecords = 8;

function usedIn(indices: readonly number[]): Omit<Used, 'certificate'> {
  const records = indices.slice(0, listedRecords).map(String);
  const more = indices.length - records.length;
  return {
    many: indices.length === 1 ? 'one' : 'several',
    records: more > 0 ? [...records, t('{more} more', { more })] : records,
  };
}

function dateOf(iso: string): string {
  return iso.slice(0, 10);
}
