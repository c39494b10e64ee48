import type { Certificate } from '../certificates/certificate';
import { digest, hex } from '../certificates/fingerprints';
import { nameKey, nameTextKey, type Name } from '../certificates/names';
import { serialKey } from '../certificates/serial';
import { sameBytes } from '../format/bytes';
import type { CertificateField } from '../format/elements';
import { textOf, type RecordFields } from '../format/fields';
import type { DigestName } from '../format/tags';
import { recordSigner, signerKey, signerKeysOf } from './signer';

/**
 * A certificate that a file embeds. What records are compared with is computed once, however many records there are: a
 * name can be long, and all hashes of a file can be those of one certificate.
 */
export class EmbeddedCertificate {
  readonly #digests = new Map<DigestName, Promise<Uint8Array>>();
  #serial: string | undefined;
  #subjects: ReadonlySet<string> | undefined;
  #issuers: ReadonlySet<string> | undefined;

  constructor(
    /** The record that embeds it, from 1. */
    readonly index: number,
    readonly certificate: Certificate,
  ) {}

  hasSerial(serialNumber: Uint8Array): boolean {
    this.#serial ??= serialKey(this.certificate.serialNumber);
    return serialKey(serialNumber) === this.#serial;
  }

  hasIssuer(name: string): boolean {
    const { issuerName, details } = this.certificate;
    this.#issuers ??= nameKeys(issuerName, details.issuer);
    return this.#issuers.has(nameTextKey(name));
  }

  hasSubject(name: string): boolean {
    const { subjectName, details } = this.certificate;
    this.#subjects ??= nameKeys(subjectName, details.subject);
    return this.#subjects.has(nameTextKey(name));
  }

  /** Whether the value of an element repeats this field; null if either of them is not there. */
  agrees(field: CertificateField, value: Uint8Array): boolean | null {
    const { publicKeyValue, signatureValue } = this.certificate;
    switch (field) {
      case 'subject':
        return this.hasSubject(textOf(value));
      case 'issuer':
        return this.hasIssuer(textOf(value));
      case 'serial':
        return this.hasSerial(value);
      case 'key':
        return publicKeyValue === null || value.length === 0 ? null : sameBytes(value, publicKeyValue);
      case 'signature':
        return signatureValue === null ? null : sameBytes(value, signatureValue);
    }
  }

  digest(name: DigestName): Promise<Uint8Array> {
    const known = this.#digests.get(name) ?? digest(name, this.certificate.der);
    this.#digests.set(name, known);
    return known;
  }
}

function nameKeys(name: Name | null, text: string | null): ReadonlySet<string> {
  return new Set([...(name === null ? [] : [nameKey(name)]), ...(text === null ? [] : [nameTextKey(text)])]);
}

/** The certificates that a file embeds, by hash or by issuer and serial number: of equal ones the first. */
export class EmbeddedCertificates {
  readonly #all: readonly EmbeddedCertificate[];
  readonly #bySha1 = new Map<string, EmbeddedCertificate>();
  readonly #bySha256 = new Map<string, EmbeddedCertificate>();
  #bySha512: Promise<ReadonlyMap<string, EmbeddedCertificate>> | undefined;
  #byName: ReadonlyMap<string, EmbeddedCertificate> | undefined;

  constructor(certificates: readonly EmbeddedCertificate[]) {
    this.#all = certificates;
    for (const entry of certificates) {
      const { sha1, sha256 } = entry.certificate.details;
      if (!this.#bySha1.has(sha1)) this.#bySha1.set(sha1, entry);
      if (!this.#bySha256.has(sha256)) this.#bySha256.set(sha256, entry);
    }
  }

  /** The certificate whose hash is in the record, else the one whose issuer and serial number it names. */
  async meantBy(fields: RecordFields): Promise<EmbeddedCertificate | null> {
    if (fields.certHash === null) return null;
    const byHash = await this.#withHash(fields.certHash);
    const named = recordSigner(fields);
    if (byHash !== undefined || named === null) return byHash ?? null;
    this.#byName ??= this.#indexNames();
    return this.#byName.get(signerKey(named)) ?? null;
  }

  async #withHash(hash: Uint8Array): Promise<EmbeddedCertificate | undefined> {
    switch (hash.length) {
      case 20:
        return this.#bySha1.get(hex(hash));
      case 32:
        return this.#bySha256.get(hex(hash));
      case 64:
        this.#bySha512 ??= this.#indexSha512();
        return (await this.#bySha512).get(hex(hash));
      default:
        return undefined;
    }
  }

  async #indexSha512(): Promise<ReadonlyMap<string, EmbeddedCertificate>> {
    const index = new Map<string, EmbeddedCertificate>();
    for (const entry of this.#all) {
      const sha512 = hex(await entry.digest('SHA-512'));
      if (!index.has(sha512)) index.set(sha512, entry);
    }
    return index;
  }

  #indexNames(): ReadonlyMap<string, EmbeddedCertificate> {
    const index = new Map<string, EmbeddedCertificate>();
    for (const entry of this.#all) {
      if (entry.certificate.details.serial === null) continue;
      for (const key of signerKeysOf(entry.certificate)) if (!index.has(key)) index.set(key, entry);
    }
    return index;
  }
}
