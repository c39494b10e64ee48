import { childrenOf, Tag, type Asn1 } from './asn1';

/** The values that a certificate is made of (RFC 5280, section 4.1). */
export interface CertificateParts {
  readonly serialNumber: Asn1;
  readonly issuer: Asn1;
  readonly validity: Asn1;
  readonly subject: Asn1;
  readonly publicKeyInfo: Asn1;
  readonly keyAlgorithm: Asn1;
  readonly publicKey: Asn1;
  readonly extensions: Asn1 | undefined;
  /** An OBJECT IDENTIFIER. */
  readonly signatureAlgorithm: Asn1;
  readonly signatureValue: Asn1;
  /** A value after the last one that the certificate, or a part of it, should contain; such values are passed over. */
  readonly surplus: Asn1 | undefined;
}

/** The parts of a certificate; else the name of the part that is malformed. */
export function certificateParts(
  certificate: Asn1,
): { readonly ok: true; readonly parts: CertificateParts } | { readonly ok: false; readonly part: string } {
  try {
    return { ok: true, parts: readParts(certificate) };
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, part: error.message };
    throw error;
  }
}

class Misfit extends Error {}

/** The values of a SEQUENCE, taken one after the other. */
class Fields {
  readonly #values: readonly Asn1[];
  #next = 0;

  constructor(
    sequence: Asn1,
    private readonly name: string,
  ) {
    if (sequence.tag !== Tag.sequence) throw new Misfit(name);
    this.#values = childrenOf(sequence);
  }

  take(tag: number): Asn1 {
    const value = this.optional(tag);
    if (value === undefined) throw new Misfit(this.name);
    return value;
  }

  /** A value after those that were taken. */
  get surplus(): Asn1 | undefined {
    return this.#values[this.#next];
  }

  optional(...tags: readonly number[]): Asn1 | undefined {
    const value = this.#values[this.#next];
    if (value === undefined || !tags.includes(value.tag)) return undefined;
    this.#next += 1;
    return value;
  }
}

function readParts(certificate: Asn1): CertificateParts {
  const outer = new Fields(certificate, 'Certificate');
  const tbs = new Fields(outer.take(Tag.sequence), 'tbsCertificate');
  tbs.optional(Tag.context0); // version
  const serialNumber = tbs.take(Tag.integer);
  new Fields(tbs.take(Tag.sequence), 'signature').take(Tag.oid);
  const issuer = tbs.take(Tag.sequence);
  const validity = tbs.take(Tag.sequence);
  const subject = tbs.take(Tag.sequence);
  const publicKeyInfo = tbs.take(Tag.sequence);
  const key = new Fields(publicKeyInfo, 'subjectPublicKeyInfo');
  const keyAlgorithm = key.take(Tag.sequence);
  new Fields(keyAlgorithm, 'algorithm').take(Tag.oid);
  const publicKey = key.take(Tag.bitString);
  tbs.optional(0x81, 0xa1); // issuerUniqueID
  tbs.optional(0x82, 0xa2); // subjectUniqueID
  const [extensions, moreExtensions] = childrenOf(tbs.optional(Tag.context3));
  const signatureAlgorithm = new Fields(outer.take(Tag.sequence), 'signatureAlgorithm').take(Tag.oid);
  const signatureValue = outer.take(Tag.bitString);
  return {
    serialNumber,
    issuer,
    validity,
    subject,
    publicKeyInfo,
    keyAlgorithm,
    publicKey,
    extensions: extensions?.tag === Tag.sequence ? extensions : undefined,
    signatureAlgorithm,
    signatureValue,
    surplus: key.surplus ?? moreExtensions ?? tbs.surplus ?? outer.surplus,
  };
}
