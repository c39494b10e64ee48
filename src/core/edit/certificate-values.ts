import type { Certificate } from '../certificates/certificate';
import type { CertificateField } from '../format/elements';
import { elementRows } from '../format/tags';
import { refused, type EditRefused } from './outcome';
import { nameBytes, serialBytes, type NameStyle } from './spelling';
import { t } from '../words/translate';

/** The values of the elements of a record that repeat what its certificate says, by tag. */
export type CertificateValues = ReadonlyMap<number, Uint8Array>;

/** What a record says about this certificate, names in the file's spelling; refused if it cannot be read. */
export function certificateValues(
  certificate: Certificate,
  style: NameStyle,
): { readonly ok: true; readonly values: CertificateValues } | EditRefused {
  const { details, subjectName, issuerName, serialNumber, publicKeyValue, signatureValue } = certificate;
  if (details.error !== null || subjectName === null || issuerName === null || signatureValue === null) {
    return refused(
      'unreadable-certificate',
      t('The certificate cannot be read: {error}.', { error: details.error ?? t('it is incomplete') }),
    );
  }
  if (publicKeyValue === null) {
    return refused(
      'unsupported-key',
      t(
        'The certificate {subject} has a key that a record cannot contain ({keyAlgorithm}): records take RSA and EC keys.',
        { subject: details.subject ?? '', keyAlgorithm: details.keyAlgorithm ?? t('unknown') },
      ),
    );
  }
  const repeated: Readonly<Record<CertificateField, Uint8Array>> = {
    subject: nameBytes(subjectName, style),
    issuer: nameBytes(issuerName, style),
    serial: serialBytes(serialNumber),
    key: publicKeyValue,
    signature: signatureValue,
  };
  const values = elementRows('record').flatMap(({ tag, mirrors }) =>
    mirrors === undefined ? [] : [[tag, repeated[mirrors]] as const],
  );
  return { ok: true, values: new Map(values) };
}
