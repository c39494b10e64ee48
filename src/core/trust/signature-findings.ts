import { sameName } from '../certificates/names';
import { verifiableRsaBits } from '../certificates/public-keys';
import { sameBytes } from '../format/bytes';
import { colonHex, headerFields, isSast } from '../format/fields';
import type { TrustList } from '../format/model';
import { phoneLimits } from '../format/phone-limits';
import { digestNames, functionName, HeaderTag } from '../format/tags';
import { finding } from './finding';
import { isUnconfirmed, type InspectedRecord } from './inspected-record';
import { headerFacts, recordLabel } from './outline';
import { headerFieldPlace } from './places';
import type { Finding, FindingPlace, Fix, Signer, SignatureReport } from './report';
import type { ActualSigner, RecordKey, SignatureVerdict } from './signature';
import { signerName } from './signer-name';
import { t } from '../words/translate';

/** What the verdict on the signature means, with the signer that the file names and the one that actually signed. */
export function signatureFindings(
  list: TrustList,
  records: readonly InspectedRecord[],
  verdict: SignatureVerdict,
  signature: Pick<SignatureReport, 'stale' | 'awaited' | 'unread'>,
): Finding[] {
  return [
    ...verdictFindings(list, records, verdict, signature),
    ...signerNameFindings(list, records, verdict),
    ...signerSerialFindings(list, records, verdict),
  ];
}

/** The serial number of header and record is one number; a reader that compares bytes does not see that. */
function signerSerialFindings(
  list: TrustList,
  records: readonly InspectedRecord[],
  { record }: SignatureVerdict,
): Finding[] {
  const header = headerFields(list).serialNumber;
  const field = record === null ? null : (records[record - 1]?.fields.serialNumber ?? null);
  if (record === null || header === null || field === null || sameBytes(header, field)) return [];
  const args = { header: colonHex(header) || 'empty', field: colonHex(field) || 'empty', record };
  return [finding('signer-serial-padded', args, headerFieldPlace(list, HeaderTag.serialNumber))];
}

/** Serial number and issuer make a record the signer; a header can still give it another name. */
function signerNameFindings(
  list: TrustList,
  records: readonly InspectedRecord[],
  { record }: SignatureVerdict,
): Finding[] {
  const { signerName } = headerFields(list);
  const subject = record === null ? null : (records[record - 1]?.fields.subjectName ?? null);
  if (record === null || signerName === null || subject === null || sameName(signerName, subject)) return [];
  const where = headerFieldPlace(list, HeaderTag.signerName);
  return [finding('signer-name-differs', { field: signerName, record, subject }, where)];
}

const fix: Fix = { kind: 'resign' };

function verdictFindings(
  list: TrustList,
  records: readonly InspectedRecord[],
  verdict: SignatureVerdict,
  { stale, awaited, unread }: Pick<SignatureReport, 'stale' | 'awaited' | 'unread'>,
): Finding[] {
  const where = headerFieldPlace(list, HeaderTag.signature);
  const { signer } = headerFacts(list);
  const name = signerName(signer);
  if (awaited) return [finding('unsigned/awaited', {}, where, { fix })];
  if (stale) return [finding('signature-stale', { signer: name }, where, { fix })];
  if (verdict.status === 'unsigned') {
    const isEmpty = headerFields(list).signature !== null;
    const state = isEmpty ? 'empty' : endsInSignature(list) ? 'cut-off' : 'missing';
    if (unread && state === 'missing') return [finding('signature-not-found', {}, where)];
    return [finding(`unsigned/${state}`, {}, where, { fix })];
  }
  const named = verdict.record === null ? undefined : records[verdict.record - 1];
  if (verdict.status === 'valid') return [...keySizeFindings(list, named), ...confirmationFindings(list, named)];

  const actual = actualOf(verdict.actual, records);
  const extra = { evidence: evidenceOf(signer, records, named, actual), fix };
  const atSigner = headerFieldPlace(list, HeaderTag.signerId);
  if (verdict.status === 'signer-not-in-list') {
    const identified = signer.serial !== null && signer.issuer !== null ? '' : 'unidentified-';
    return actual === null
      ? [finding(`signer-not-in-list/${identified}no-key`, { signer: name }, atSigner, extra)]
      : [finding(`signer-not-in-list/${identified}${actual.kind}`, { signer: name, ...actual.args }, atSigner, extra)];
  }
  const { record } = verdict;
  if (verdict.status === 'unsupported') {
    const { flaw } = verdict;
    if (flaw !== undefined) {
      // Who made the signature is what it does not tell.
      const evidence = extra.evidence.slice(0, -1);
      return [finding(`signature-proves-nothing/${flaw}`, { record }, where, { evidence, fix })];
    }
    return actual === null
      ? [unverifiable(record, named?.key, where, extra)]
      : [finding(`signature-unsupported/${actual.kind}`, { ...actual.args, record }, where, extra)];
  }
  if (actual === null) return [finding('signature-invalid', { signer: name, record }, where, extra)];
  if (actual.kind === 'record' && sameKey(actual.inspected, named)) {
    const digests = { declared: declaredDigest(list), actual: actual.digest, record };
    return [finding('signature-digest', digests, headerFieldPlace(list, HeaderTag.digestAlgorithm), extra)];
  }
  return [finding(`signed-by-another/${actual.kind}`, { signer: name, ...actual.args, record }, atSigner, extra)];
}

/** The record whose key made the signature, as sentences name it. */
interface Actual {
  readonly kind: 'record' | 'stray-key';
  readonly inspected: InspectedRecord;
  readonly digest: string;
  readonly args: { readonly actual: string; readonly actualRecord: number };
}

function actualOf(actual: ActualSigner | null, records: readonly InspectedRecord[]): Actual | null {
  const inspected = actual === null ? undefined : records[actual.record - 1];
  if (actual === null || inspected === undefined) return null;
  const args = { actual: labelOf(inspected), actualRecord: inspected.index };
  return { kind: actual.isStray ? 'stray-key' : 'record', inspected, digest: actual.digest, args };
}

function evidenceOf(
  signer: Signer,
  records: readonly InspectedRecord[],
  named: InspectedRecord | undefined,
  actual: Actual | null,
): Finding['evidence'] {
  const { name, serial, issuer } = signer;
  const signers = records.filter(({ fields }) => isSast(fields));
  return [
    {
      label: t('Signer in the header'),
      value: t('{name}, serial {serial}, issuer {issuer}', {
        name: name ?? t('(no name)'),
        serial: serial ?? t('(none)'),
        issuer: issuer ?? t('(none)'),
      }),
    },
    named === undefined
      ? { label: t('Signers in this list'), value: describeSome(signers) }
      : { label: t('Record of that signer'), value: `${describe(named)}, ${keyOf(named)}` },
    { label: t('Actual signer'), value: describeActual(actual) },
  ];
}

function keyOf({ key: { algorithm, bits } }: InspectedRecord): string {
  if (algorithm === null) return t('no readable key');
  return algorithm === 'RSA' ? t('RSA {bits} key', { bits: bits ?? 0 }) : t('{algorithm} key', { algorithm });
}

function describeActual(actual: Actual | null): string {
  if (actual === null) return t('unknown (no key in this file matches)');
  const described = describe(actual.inspected);
  return actual.kind === 'stray-key' ? t('the PUBLICKEY of {described}', { described }) : described;
}

function declaredDigest(list: TrustList): string {
  const code = headerFields(list).digestAlgorithm ?? 0;
  return digestNames.get(code) ?? t('digest {code}', { code });
}

/** A signer whose certificate cannot be read: only the PUBLICKEY of its record is left. */
function confirmationFindings(list: TrustList, signer: InspectedRecord | undefined): Finding[] {
  if (signer === undefined || !isUnconfirmed(signer)) return [];
  const where = headerFieldPlace(list, HeaderTag.signature);
  return [finding('signer-key-unconfirmed', { record: signer.index }, where)];
}

function keySizeFindings(list: TrustList, signer: InspectedRecord | undefined): Finding[] {
  if (signer === undefined) return [];
  const found = keySizeFinding(signer.index, signer.key.bits ?? 0, headerFieldPlace(list, HeaderTag.signature));
  return found === null ? [] : [found];
}

/** The finding on the size of a signer's RSA key, in bits; null if phones support it. */
export function keySizeFinding(record: number, bits: number, where: FindingPlace): Finding | null {
  return bits > phoneLimits.signerBits ? finding('signer-key-size/record', { record, bits }, where) : null;
}

/** Why the key of a signer's record cannot verify anything. */
function unverifiable(
  record: number,
  key: RecordKey | undefined,
  where: FindingPlace,
  extra: { evidence: Finding['evidence']; fix: Fix },
): Finding {
  const { min, max } = verifiableRsaBits;
  if (key?.algorithm === 'EC') return finding('signature-unsupported/ec', { record }, where, extra);
  if (key?.algorithm !== 'RSA' || key.bits === null) {
    return finding('signature-unsupported/unreadable', { record }, where, extra);
  }
  return key.bits < min || key.bits > max
    ? finding('signature-unsupported/size', { record, bits: key.bits, min, max }, where, extra)
    : finding('signature-unsupported/exponent', { record }, where, extra);
}

/** True if the file ends inside SIGNATURE. */
function endsInSignature(list: TrustList): boolean {
  return list.problems.some(
    ({ code, record, tag }) => code === 'element-truncated' && record === null && tag === HeaderTag.signature,
  );
}

function sameKey(a: InspectedRecord, b: InspectedRecord | undefined): boolean {
  return a.key.spki !== null && a.key.spki.join() === b?.key.spki?.join();
}

function labelOf({ index, fields }: InspectedRecord): string {
  const serial = fields.serialNumber === null ? null : colonHex(fields.serialNumber);
  return recordLabel({ subject: fields.subjectName, dnsName: fields.dnsName, serial, index });
}

/** `CUCM8-Publisher (record 2, CCM+TFTP, serial 21:00:2D)`. */
function describe(record: InspectedRecord): string {
  const { functionCode, serialNumber } = record.fields;
  const facts = [
    t('record {index}', { index: record.index }),
    ...(functionCode === null ? [] : [functionName(functionCode)]),
    ...(serialNumber === null ? [] : [t('serial {serial}', { serial: colonHex(serialNumber) })]),
  ];
  return `${labelOf(record)} (${facts.join(', ')})`;
}

/** Signers that evidence describes: a list has one or two, and a hostile one thousands. */
const describedSigners = 4;

function describeSome(records: readonly InspectedRecord[]): string {
  if (records.length === 0) return 'none';
  const more = records.length - describedSigners;
  const described = records.slice(0, describedSigners).map(describe).join('; ');
  return more > 0 ? t('{described}; {more} more', { described, more }) : described;
}
