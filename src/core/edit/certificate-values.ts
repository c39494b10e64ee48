import type { Certificate } from '../certificates/certificate';
import { RecordTag } from '../format/tags';
import { refused, type EditRefused } from './outcome';
import { nameBytes, serialBytes, type NameStyle } from './spelling';

/** The values of the elements of a record that repeat what its certificate says, by tag. */
export type CertificateValues = ReadonlyMap<number, Uint8Array>;

/** What a record says of this certificate, names in the file's spelling; refused where it cannot be read. */
export function certificateValues(
  certificate: Certificate,
  style: NameStyle,
): { readonly ok: true; readonly values: CertificateValues } | EditRefused {
  const { details, subjectName, issuerName, serialNumber, publicKeyValue, signatureValue } = certificate;
  if (details.error !== null || subjectName === null || issuerName === null || signatureValue === null) {
    return refused('unreadable-certificate', `The certificate cannot be read: ${details.error ?? 'it is incomplete'}.`);
  }
  if (publicKeyValue === null) {
    return refused(
      'unsupported-key',
      `The certificate ${details.subject ?? ''} has a key that no record can contain (${details.keyAlgorithm ?? 'unknown'}): records take RSA and EC keys.`,
    );
  }
  return {
    ok: true,
    values: new Map([
      [RecordTag.subjectName, nameBytes(subjectName, style)],
      [RecordTag.issuerName, nameBytes(issuerName, style)],
      [RecordTag.serialNumber, serialBytes(serialNumber)],
      [RecordTag.publicKey, publicKeyValue],
      [RecordTag.signature, signatureValue],
    ]),
  };
}
