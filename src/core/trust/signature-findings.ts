import { commonName } from '../certificates/names';
import { colonHex, headerFields } from '../format/fields';
import type { TrustList } from '../format/model';
import { mostSignerBits } from '../format/phone-limits';
import { digestNames, functionName, HeaderTag, RecordFunction } from '../format/tags';
import { finding } from './catalogue';
import type { InspectedRecord } from './inspected-record';
import { headerFacts, recordLabel } from './outline';
import { headerFieldPlace } from './places';
import type { Finding } from './report';
import { isAwaited, type SignatureVerdict } from './signature';

type Evidence = Finding['evidence'];

/** What the verdict on the signature means, with the signer that the file names and the one that really signed. */
export function signatureFindings(
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
    { label: 'Really signed by', value: actual === undefined ? 'no key of this file' : describe(actual) },
  ];
  const resign = { evidence, fix: { kind: 'resign' } as const };

  const { signature } = headerFields(list);
  if (signature !== null && isAwaited(signature)) {
    const reason = 'SIGNATURE is all zeros: it waits for the signature that is made elsewhere.';
    return [finding('unsigned', { reason }, atSignature, { fix: { kind: 'resign' } })];
  }
  if (stale) return [finding('signature-stale', { signer: name }, atSignature, { fix: { kind: 'resign' } })];
  switch (verdict.status) {
    case 'valid':
      return keySizeFindings(list, signerRecord);
    case 'unsigned': {
      const missing = headerFields(list).signature === null;
      const reason = missing ? 'the header holds no SIGNATURE.' : 'SIGNATURE is empty.';
      return [finding('unsigned', { reason }, atSignature, { fix: { kind: 'resign' } })];
    }
    case 'unsupported': {
      const record = verdict.record ?? 0;
      const algorithm = signerRecord?.key.algorithm;
      const reason =
        algorithm === 'EC'
          ? 'it is an EC key, and lists are signed with RSA.'
          : 'it holds no RSA key that can be read.';
      return [finding('signature-unsupported', { record, reason }, atSignature, resign)];
    }
    case 'signer-not-in-list':
      return [
        finding('signer-not-in-list', { signer: name, reason: absence(list, records, actual) }, atSigner, resign),
      ];
    case 'invalid': {
      const record = verdict.record ?? 0;
      if (actual === undefined) return [finding('signature-invalid', { signer: name, record }, atSignature, resign)];
      if (sameKey(actual, signerRecord)) {
        const code = headerFields(list).digestAlgorithm ?? 0;
        const declared = digestNames.get(code) ?? `digest ${code}`;
        const args = { declared, actual: verdict.digest ?? 'unknown', record };
        return [finding('signature-digest', args, headerFieldPlace(list, HeaderTag.digestAlgorithm), resign)];
      }
      const args = { signer: name, record, actual: labelOf(actual), actualRecord: actual.index };
      return [finding('signed-by-another', args, atSigner, resign)];
    }
  }
}

function keySizeFindings(list: TrustList, signer: InspectedRecord | undefined): Finding[] {
  const bits = signer?.key.bits ?? 0;
  if (signer === undefined || bits <= mostSignerBits) return [];
  return [finding('signer-key-size', { record: signer.index, bits }, headerFieldPlace(list, HeaderTag.signature))];
}

/** Why no record is the signer: what is in the list instead, and whose key the signature fits. */
function absence(list: TrustList, records: readonly InspectedRecord[], actual: InspectedRecord | undefined): string {
  const { serialNumber, caName } = headerFields(list);
  const sast = records.filter(({ fields }) => fields.functionCode === RecordFunction.sast);
  const missing =
    serialNumber === null || caName === null
      ? 'the header does not give its serial number and issuer'
      : sast.length === 0
        ? 'the list holds none'
        : `${sast.length === 1 ? 'the only one is' : 'those are'} ${sast.map(describe).join('; ')}`;
  if (actual === undefined) return `${missing}. No key of the file made the signature.`;
  return `${missing}. The signature was made with the key of record ${actual.index}, ${labelOf(actual)}.`;
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
