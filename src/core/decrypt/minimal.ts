import { decodeUtf8 } from '../format/fields';
import { limits } from '../format/limits';
import { decodeSigned, encryptionOf } from '../format/signed';

/** The certificate for whose key a phone's configuration is encrypted. */
export interface NamedCertificate {
  /** MD5 of its DER, lower-case hex. */
  readonly md5: string;
  /** The minimal configuration that names it. */
  readonly file: string;
}

/**
 * The certificate that a minimal configuration names: what a phone is given first if its configuration is encrypted
 * (`SEP….cnf.xml.sgn`, signed or plain), with `<certHash>` the MD5 of the phone's certificate. Null if it names none.
 *
 * @param file what sentences call it.
 */
export function namedCertificate(bytes: Uint8Array, file: string): NamedCertificate | null {
  const decoded = decodeSigned(bytes);
  if (decoded.ok && encryptionOf(decoded.file) !== null) return null;
  const content = decoded.ok ? decoded.file.content : bytes;
  const text = content.length > limits.contentBytes ? null : decodeUtf8(content);
  for (const [, value = ''] of (text ?? '').matchAll(/<certHash>([^<]*)</gi)) {
    const md5 = value.replace(/[\s:]/g, '').toLowerCase();
    if (/^[0-9a-f]{32}$/.test(md5)) return { md5, file };
  }
  return null;
}
