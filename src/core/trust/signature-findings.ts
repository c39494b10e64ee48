import { commonName, sameName } from '../certificates/names';
import { verifiableRsaBits } from '../certificates/public-keys';
import { colonHex, headerFields } from '../format/fields';
import type { TrustList } from '../format/model';
import { digestNames, functionName, HeaderTag, RecordFunction } from '../format/tags';
import { finding } from './catalogue';
import type { InspectedRecord } from './inspected-record';
import { headerFacts, recordLabel } from './outline';
import { headerFieldPlace } from './places';
import type { Finding } from './report';
import type { RecordKey, SignatureVerdict } from './signature';

/** The largest RSA key that phones support as a signer, in bits. */
const largestSignerKey = 2048;

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
  const { signer } = headerFacts(list);
  const fullName = signer.name ?? signer.serial ?? '(no name)';
  const name = commonName(fullName) ?? fullName;
  const signerRecord = verdict.record === null ? undefined : records[verdict.record - 1];
  const actual = verdict.actualSigner === null ? undefined : records[verdict.actualSigner - 1];
  const atSignature = headerFieldPlace(list, HeaderTag.signature);
  const atSigner = headerFieldPlace(list, HeaderTag.signerId);
  const evidence: Evidence = [
    {
      label: 'The header names',
      value: `${fullName}, serial ${signer.serial ?? '(none)'}, issuer ${signer.issuer ?? '(none)'}`,
    },
    ...(signerRecord === undefined ? [] : [{ label: 'That is', value: describe(signerRecord) }]),
    { label: 'Really signed by', value: describeKey(actual, verdict) },
  ];
  const resign = { evidence, fix: { kind: 'resign' } as const };

  if (stale) return [finding('signature-stale', { signer: name }, atSignature, { fix: { kind: 'resign' } })];
  switch (verdict.status) {
    case 'valid':
      return keySizeFindings(list, signerRecord);
    case 'unsigned': {
      const missing = headerFields(list).signature === null;
      const reason = !missing
        ? 'SIGNATURE is empty.'
        : endsInSignature(list)
          ? 'the file is cut off inside SIGNATURE.'
          : 'the header holds no SIGNATURE.';
      return [finding('unsigned', { reason }, atSignature, { fix: { kind: 'resign' } })];
    }
    case 'unsupported': {
      const record = verdict.record ?? 0;
      const reason = [unverifiable(signerRecord?.key), ...madeWith(actual, verdict)].join(' ');
      return [finding('signature-unsupported', { record, reason }, atSignature, resign)];
    }
    case 'signer-not-in-list':
      return [
        finding('signer-not-in-list', { signer: name, reason: absence(list, records, verdict) }, atSigner, resign),
      ];
    case 'invalid': {
      const record = verdict.record ?? 0;
      if (actual === undefined) return [finding('signature-invalid', { signer: name, record }, atSignature, resign)];
      if (!verdict.byStrayKey && sameKey(actual, signerRecord)) {
        const code = headerFields(list).digestAlgorithm ?? 0;
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
  const bits = signer?.key.bits ?? 0;
  if (signer === undefined || bits <= largestSignerKey) return [];
  return [finding('signer-key-size', { record: signer.index, bits }, headerFieldPlace(list, HeaderTag.signature))];
}

/** Why no record is the signer: what is in the list instead, and whose key the signature fits. */
function absence(list: TrustList, records: readonly InspectedRecord[], verdict: SignatureVerdict): string {
  const { serialNumber, caName } = headerFields(list);
  const actual = verdict.actualSigner === null ? undefined : records[verdict.actualSigner - 1];
  const sast = records.filter(({ fields }) => fields.functionCode === RecordFunction.sast);
  const missing =
    serialNumber === null || caName === null
      ? 'the header does not give its serial number and issuer'
      : sast.length === 0
        ? 'the list holds none'
        : `${sast.length === 1 ? 'the only one is' : 'those are'} ${sast.map(describe).join('; ')}`;
  const [made = 'No key of the file made the signature.'] = madeWith(actual, verdict);
  return `${missing}. ${made}`;
}

/** Why a signer's key verifies nothing. */
function unverifiable(key: RecordKey | undefined): string {
  const { min, max } = verifiableRsaBits;
  if (key?.algorithm === 'EC') return 'it is an EC key, and lists are signed with RSA.';
  if (key?.algorithm !== 'RSA' || key.bits === null) return 'it holds no RSA key that can be read.';
  return key.bits < min || key.bits > max
    ? `it is an RSA key of ${key.bits} bits, and those of ${min} to ${max} bits are verified.`
    : 'its RSA key has an exponent of more than 64 bits.';
}

function madeWith(actual: InspectedRecord | undefined, verdict: SignatureVerdict): string[] {
  return actual === undefined ? [] : [`The signature was made with ${keyWords(actual, verdict)}.`];
}

/** `the key of record 2, CUCM8-Publisher`. */
function keyWords(actual: InspectedRecord, { byStrayKey }: SignatureVerdict): string {
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
