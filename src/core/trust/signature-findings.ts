import { sameName } from '../certificates/names';
import { verifiableRsaBits } from '../certificates/public-keys';
import { colonHex, headerFields, isSast } from '../format/fields';
import type { TrustList } from '../format/model';
import { phoneLimits } from '../format/phone-limits';
import { digestNames, functionName, HeaderTag } from '../format/tags';
import { finding } from './catalogue';
import type { InspectedRecord } from './inspected-record';
import { headerFacts, recordLabel } from './outline';
import { headerFieldPlace } from './places';
import type { Finding, FindingPlace } from './report';
import { isAwaited, type RecordKey, type SignatureVerdict } from './signature';
import { signerName } from './signer-name';

type Evidence = Finding['evidence'];

/** What the verdict on the signature means, with the signer that the file names and the one that really signed. */
export function signatureFindings(
  list: TrustList,
  records: readonly InspectedRecord[],
  verdict: SignatureVerdict,
  stale: boolean,
): Finding[] {
  return [...verdictFindings(list, records, verdict, stale), ...signerNameFindings(list, records, verdict)];
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

function verdictFindings(
  list: TrustList,
  records: readonly InspectedRecord[],
  verdict: SignatureVerdict,
  stale: boolean,
): Finding[] {
  const { signature, digestAlgorithm } = headerFields(list);
  const { signer } = headerFacts(list);
  const name = signerName(signer);
  const signerRecord = verdict.record === null ? undefined : records[verdict.record - 1];
  const actual = verdict.actualSigner === null ? undefined : records[verdict.actualSigner - 1];
  const atSignature = headerFieldPlace(list, HeaderTag.signature);
  const atSigner = headerFieldPlace(list, HeaderTag.signerId);
  const sasts = records.filter(({ fields }) => isSast(fields));
  const evidence: Evidence = [
    {
      label: 'The header names',
      value: `${signer.name ?? '(no name)'}, serial ${signer.serial ?? '(none)'}, issuer ${signer.issuer ?? '(none)'}`,
    },
    ...(signerRecord === undefined
      ? [{ label: 'The signers of the list are', value: describeSome(sasts) }]
      : [{ label: 'That is', value: describe(signerRecord) }]),
    { label: 'Really signed by', value: describeKey(actual, verdict) },
  ];
  const resign = { evidence, fix: { kind: 'resign' } as const };

  if (signature !== null && isAwaited(signature)) {
    const args = { signature: 'all zeros, and waits for the signature that is made elsewhere' } as const;
    return [finding('unsigned', args, atSignature, { fix: { kind: 'resign' } })];
  }
  if (stale) return [finding('signature-stale', { signer: name }, atSignature, { fix: { kind: 'resign' } })];
  switch (verdict.status) {
    case 'valid':
      return keySizeFindings(list, signerRecord);
    case 'unsigned': {
      const state = signature !== null ? 'empty' : endsInSignature(list) ? 'cut off' : 'missing';
      return [finding('unsigned', { signature: state }, atSignature, { fix: { kind: 'resign' } })];
    }
    case 'unsupported': {
      const record = verdict.record ?? 0;
      const args = { record, holds: unverifiable(signerRecord?.key), key: keyWords(actual, verdict) };
      return [finding('signature-unsupported', args, atSignature, resign)];
    }
    case 'signer-not-in-list': {
      const isIdentified = signer.serial !== null && signer.issuer !== null;
      const args = { signer: name, isIdentified, key: keyWords(actual, verdict) };
      return [finding('signer-not-in-list', args, atSigner, resign)];
    }
    case 'invalid': {
      const record = verdict.record ?? 0;
      if (actual === undefined) return [finding('signature-invalid', { signer: name, record }, atSignature, resign)];
      if (!verdict.byStrayKey && sameKey(actual, signerRecord)) {
        const code = digestAlgorithm ?? 0;
        const declared = digestNames.get(code) ?? `digest ${code}`;
        const args = { declared, actual: verdict.digest ?? 'unknown', record };
        return [finding('signature-digest', args, headerFieldPlace(list, HeaderTag.digestAlgorithm), resign)];
      }
      const args = { signer: name, record, key: keyWords(actual, verdict) };
      return [finding('signed-by-another', args, atSigner, resign)];
    }
  }
}

function keySizeFindings(list: TrustList, signer: InspectedRecord | undefined): Finding[] {
  if (signer === undefined) return [];
  const found = keySizeFinding(signer.index, signer.key.bits ?? 0, headerFieldPlace(list, HeaderTag.signature));
  return found === null ? [] : [found];
}

/** What there is to say of the size of a signer's RSA key, in bits; null where phones support it. */
export function keySizeFinding(record: number, bits: number, where: FindingPlace): Finding | null {
  return bits > phoneLimits.signerBits ? finding('signer-key-size', { record, bits }, where) : null;
}

/** What a signer's record holds in place of a key that can verify. */
function unverifiable(key: RecordKey | undefined): string {
  const { min, max } = verifiableRsaBits;
  if (key?.algorithm === 'EC') return 'an EC key, and lists are signed with RSA';
  if (key?.algorithm !== 'RSA' || key.bits === null) return 'no RSA key that can be read';
  return key.bits < min || key.bits > max
    ? `an RSA key of ${key.bits} bits, where those of ${min} to ${max} bits are verified`
    : 'an RSA key with an exponent of more than 64 bits';
}

/** `the key of record 2, CUCM8-Publisher`: what made the signature; null where no key of the file did. */
function keyWords(actual: InspectedRecord, verdict: SignatureVerdict): string;
function keyWords(actual: InspectedRecord | undefined, verdict: SignatureVerdict): string | null;
function keyWords(actual: InspectedRecord | undefined, { byStrayKey }: SignatureVerdict): string | null {
  if (actual === undefined) return null;
  return byStrayKey
    ? `the PUBLICKEY of record ${actual.index}, which is not the key of the certificate beside it`
    : `the key of record ${actual.index}, ${labelOf(actual)}`;
}

function describeKey(actual: InspectedRecord | undefined, { byStrayKey }: SignatureVerdict): string {
  if (actual === undefined) return 'no key of this file';
  return byStrayKey ? `the PUBLICKEY of ${describe(actual)}` : describe(actual);
}

/** True where the file ends inside SIGNATURE. */
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
    `record ${record.index}`,
    ...(functionCode === null ? [] : [functionName(functionCode)]),
    ...(serialNumber === null ? [] : [`serial ${colonHex(serialNumber)}`]),
  ];
  return `${labelOf(record)} (${facts.join(', ')})`;
}

/** Signers that evidence describes: a list has one or two, and a hostile one thousands. */
const describedSigners = 4;

function describeSome(records: readonly InspectedRecord[]): string {
  if (records.length === 0) return 'none';
  const more = records.length - describedSigners;
  const described = records.slice(0, describedSigners).map(describe).join('; ');
  return more > 0 ? `${described}; ${more} more` : described;
}
