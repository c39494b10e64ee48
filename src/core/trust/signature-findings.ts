import { colonHex, headerFields, isSast } from '../format/fields';
import type { TrustList } from '../format/model';
import { digestNames, functionName, HeaderTag } from '../format/tags';
import { finding } from './catalogue';
import type { InspectedRecord } from './inspected-record';
import { headerFacts, recordLabel } from './outline';
import { headerFieldPlace } from './places';
import type { Finding, FindingPlace } from './report';
import type { SignatureVerdict } from './signature';
import { signerName } from './signer-name';

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
    { label: 'Really signed by', value: actual === undefined ? 'no key of this file' : describe(actual) },
  ];
  const resign = { evidence, fix: { kind: 'resign' } as const };

  if (stale) return [finding('signature-stale', { signer: name }, atSignature, { fix: { kind: 'resign' } })];
  switch (verdict.status) {
    case 'valid':
      return keySizeFindings(list, signerRecord);
    case 'unsigned': {
      const signature = headerFields(list).signature === null ? 'missing' : 'empty';
      return [finding('unsigned', { signature }, atSignature, { fix: { kind: 'resign' } })];
    }
    case 'unsupported': {
      const record = verdict.record ?? 0;
      const isEc = signerRecord?.key.algorithm === 'EC';
      const holds = isEc ? 'an EC key, and lists are signed with RSA' : 'no RSA key that can be read';
      return [finding('signature-unsupported', { record, holds }, atSignature, resign)];
    }
    case 'signer-not-in-list': {
      const made = { actual: actual === undefined ? null : labelOf(actual), actualRecord: actual?.index ?? null };
      const args = { signer: name, isIdentified: signer.serial !== null && signer.issuer !== null, ...made };
      return [finding('signer-not-in-list', args, atSigner, resign)];
    }
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
  if (signer === undefined) return [];
  const found = keySizeFinding(signer.index, signer.key.bits ?? 0, headerFieldPlace(list, HeaderTag.signature));
  return found === null ? [] : [found];
}

/** What there is to say of the size of a signer's RSA key, in bits; null where phones support it. */
export function keySizeFinding(record: number, bits: number, where: FindingPlace): Finding | null {
  return bits > largestSignerKey ? finding('signer-key-size', { record, bits }, where) : null;
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
