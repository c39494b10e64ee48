import { childrenOf, oidOf, Tag, type Asn1 } from '../asn1';

/** What the content of a PKCS#12 file may be (RFC 7292, section 4). */
export const pfxContents = { data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2' } as const;

/** True for SEQUENCE { INTEGER 3, ContentInfo … }: how PKCS#12 begins. Apart from what reads it, which is heavy to load. */
export function isPfx(children: readonly Asn1[]): boolean {
  const [version, authSafe] = children;
  if (version?.tag !== Tag.integer || authSafe?.tag !== Tag.sequence) return false;
  const oid = oidOf(childrenOf(authSafe)[0] ?? version);
  return oid === pfxContents.data || oid === pfxContents.signedData;
}
