import { limits } from '../format/limits';
import { Asn1Error, childrenOf, readAsn1, Tag } from './asn1';
import { isPfx } from './keys/pfx';
import { readPem } from './pem';

/** What a file of keys or certificates contains: `bundle` is PKCS#12, which its password opens. */
export type CertificateFileKind = 'certificates' | 'key' | 'bundle' | 'request';

/**
 * What a file of keys or certificates seems to contain, in PEM or DER; null for any other file. Nothing is decrypted,
 * and what was decoded of a key is overwritten.
 */
export function certificateFileKind(bytes: Uint8Array): CertificateFileKind | null {
  if (bytes.length > limits.keyFileBytes) return null;
  return bytes[0] === Tag.sequence ? kindOfDer(bytes) : kindOfPem(bytes);
}

function kindOfPem(bytes: Uint8Array): CertificateFileKind | null {
  const labels = readPem(bytes).map(({ label, der }) => {
    der.fill(0);
    return label;
  });
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) return 'key';
  if (labels.some((label) => label.endsWith('CERTIFICATE') || label === 'PKCS7' || label === 'CMS')) {
    return 'certificates';
  }
  return labels.some((label) => label.endsWith('CERTIFICATE REQUEST')) ? 'request' : null;
}

/** By the first values: a certificate or request has two sequences, PKCS#7 an OID, a key a version or a cipher. */
function kindOfDer(bytes: Uint8Array): CertificateFileKind | null {
  try {
    const values = childrenOf(readAsn1(bytes));
    if (isPfx(values)) return 'bundle';
    const [first, second] = values;
    if (first?.tag === Tag.oid) return 'certificates';
    if (first?.tag === Tag.integer) return 'key';
    if (first?.tag !== Tag.sequence) return null;
    return second?.tag === Tag.octetString ? 'key' : 'certificates';
  } catch (error) {
    if (error instanceof Asn1Error) return null;
    throw error;
  }
}
