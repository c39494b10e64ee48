import { colonHex } from '../format/fields';
import { limits } from '../format/limits';
import { bitStringOctets, childrenOf, oidOf, readWhole, Tag, timeOf, type Asn1 } from './asn1';
import { certificateParts, type CertificateParts } from './certificate-parts';
import type { CertificateDetails } from './details';
import { readExtensions } from './extensions';
import { hex, md5, sha1, sha256 } from './fingerprints';
import { formatName, sameNames, type Name } from './names';
import { curveByOid, ecPublicKey, keyAlgorithmNames, rsaEncryption, signatureAlgorithmNames } from './oids';
import { rsaKeyBits } from './public-keys';
import { readName } from './x509-name';
import { t } from '../words/translate';

/** A certificate that was read, or that could not be: `details.error` is then set, and what follows it is empty. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly details: CertificateDetails;
  /** The content octets of the INTEGER, a leading zero octet included. */
  readonly serialNumber: Uint8Array;
  readonly subjectName: Name | null;
  readonly issuerName: Name | null;
  /** SubjectPublicKeyInfo DER. */
  readonly spki: Uint8Array | null;
  /** What a PUBLICKEY element holds: PKCS#1 RSAPublicKey DER, or the uncompressed point of an EC key. */
  readonly publicKeyValue: Uint8Array | null;
  /** What the record's SIGNATURE element holds. */
  readonly signatureValue: Uint8Array | null;
  readonly keyType: 'RSA' | 'EC' | 'other';
  /** Size of an RSA modulus, or of the field of a known curve. */
  readonly keyBits: number | null;
  /** Offset of the first value that DER would have in another form, or not at all; null if there is none. */
  readonly deviation: number | null;
}

interface Entry {
  readonly certificate: Promise<Certificate>;
  readonly bytes: number;
}

/** Certificates that were read, by their SHA-256; the one that was asked for last stands at the end. */
const cache = new Map<string, Entry>();
let cachedBytes = 0;
let parsed = 0;

/** How many certificates this process has parsed: each distinct one once, as long as the cache holds it. */
export function parsedCertificates(): number {
  return parsed;
}

/** Empties the cache, as in a new process: for measuring. */
export function forgetCertificates(): void {
  cache.clear();
  cachedBytes = 0;
}

/** Reads an X.509 certificate. Never throws; bytes that were read before are not read again. */
export async function readCertificate(der: Uint8Array): Promise<Certificate> {
  const sha256Hex = hex(await sha256(der));
  const known = cache.get(sha256Hex);
  if (known !== undefined) {
    cache.delete(sha256Hex);
    cache.set(sha256Hex, known);
    return known.certificate;
  }
  // A copy, so that the cache neither keeps a whole file for one certificate in it nor is wiped with it. Not by
  // slice(): that of a Buffer, which is a Uint8Array too, copies nothing.
  const entry = {
    certificate: parse(Uint8Array.from(der), sha256Hex),
    bytes: der.length + limits.cachedCertificateOverhead,
  };
  cache.set(sha256Hex, entry);
  cachedBytes += entry.bytes;
  for (const [key, { bytes }] of cache) {
    if (cachedBytes <= limits.cachedCertificateBytes || key === sha256Hex) break;
    cache.delete(key);
    cachedBytes -= bytes;
  }
  return entry.certificate;
}

async function parse(der: Uint8Array, sha256Hex: string): Promise<Certificate> {
  parsed++;
  const fingerprints = { sha1: hex(await sha1(der)), sha256: sha256Hex, md5: hex(md5(der)), length: der.length };
  const read = readWhole(der);
  if (!read.ok) {
    return unreadable(
      der,
      fingerprints,
      t('The certificate cannot be read at byte {offset}: {message}.', { offset: read.offset, message: read.message }),
    );
  }
  const match = certificateParts(read.value);
  if (!match.ok) {
    const error =
      match.part === 'Certificate'
        ? t('The bytes are not an X.509 certificate.')
        : t('The certificate is corrupt (malformed {part}).', { part: match.part });
    return unreadable(der, fingerprints, error);
  }
  return certificateOf(der, fingerprints, match.parts, read.deviation ?? match.parts.surplus?.offset ?? null);
}

type Fingerprints = Pick<CertificateDetails, 'sha1' | 'sha256' | 'md5' | 'length'>;

function certificateOf(
  der: Uint8Array,
  fingerprints: Fingerprints,
  parts: CertificateParts,
  deviation: number | null,
): Certificate {
  const subjectName = readName(parts.subject);
  const issuerName = readName(parts.issuer);
  const serialNumber = parts.serialNumber.content;
  const [notBefore, notAfter] = childrenOf(parts.validity).map(isoTime);
  const signatureAlgorithm = oidOf(parts.signatureAlgorithm);
  const publicKeyValue = bitStringOctets(parts.publicKey);
  const { keyType, keyBits, keyAlgorithm } = describeKey(parts.keyAlgorithm, publicKeyValue);
  return {
    der,
    details: {
      ...fingerprints,
      error: null,
      subject: formatName(subjectName),
      issuer: formatName(issuerName),
      serial: colonHex(serialNumber),
      notBefore: notBefore ?? null,
      notAfter: notAfter ?? null,
      keyAlgorithm,
      signatureAlgorithm: signatureAlgorithmNames.get(signatureAlgorithm) ?? signatureAlgorithm,
      selfSigned: sameNames(subjectName, issuerName),
      ...readExtensions(childrenOf(parts.extensions)),
    },
    serialNumber,
    subjectName,
    issuerName,
    spki: parts.publicKeyInfo.whole,
    publicKeyValue,
    signatureValue: bitStringOctets(parts.signatureValue),
    keyType,
    keyBits,
    deviation: deviation ?? (keyType === 'RSA' ? keyDeviation(parts.publicKey, publicKeyValue) : null),
  };
}

/** Where the RSAPublicKey inside the BIT STRING is not in DER. */
function keyDeviation({ contentOffset }: Asn1, publicKeyValue: Uint8Array | null): number | null {
  const read = publicKeyValue === null ? null : readWhole(publicKeyValue);
  return read?.ok !== true || read.deviation === null ? null : contentOffset + 1 + read.deviation;
}

function describeKey(
  algorithm: Asn1,
  publicKeyValue: Uint8Array | null,
): Pick<Certificate, 'keyType' | 'keyBits'> & { keyAlgorithm: string } {
  const [identifier, parameters] = childrenOf(algorithm);
  const oid = oidOf(identifier);
  switch (oid) {
    case rsaEncryption.oid: {
      const bits = publicKeyValue === null ? null : rsaKeyBits(publicKeyValue);
      return { keyType: 'RSA', keyBits: bits, keyAlgorithm: bits === null ? 'RSA' : `RSA ${bits}` };
    }
    case ecPublicKey.oid: {
      const curve = parameters?.tag === Tag.oid ? oidOf(parameters) : 'with explicit parameters';
      const known = curveByOid.get(curve);
      return { keyType: 'EC', keyBits: known?.bits ?? null, keyAlgorithm: `EC ${known?.name ?? curve}` };
    }
    default:
      return { keyType: 'other', keyBits: null, keyAlgorithm: keyAlgorithmNames.get(oid) ?? oid };
  }
}

/** `2011-07-27T14:16:24Z`; null for anything but a time. */
function isoTime(value: Asn1): string | null {
  return timeOf(value)?.toISOString().replace('.000Z', 'Z') ?? null;
}

function unreadable(der: Uint8Array, fingerprints: Fingerprints, error: string): Certificate {
  return {
    der,
    details: {
      ...fingerprints,
      error,
      subject: null,
      issuer: null,
      serial: null,
      notBefore: null,
      notAfter: null,
      keyAlgorithm: null,
      signatureAlgorithm: null,
      selfSigned: false,
      alternativeNames: [],
      isAuthority: null,
      keyUsages: [],
      extendedKeyUsages: [],
      otherExtensions: [],
    },
    serialNumber: new Uint8Array(),
    subjectName: null,
    issuerName: null,
    spki: null,
    publicKeyValue: null,
    signatureValue: null,
    keyType: 'other',
    keyBits: null,
    deviation: null,
  };
}
