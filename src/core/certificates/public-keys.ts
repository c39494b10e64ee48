import { oncePer } from '../format/once-per';
import { Recent } from '../format/recent';
import type { DigestName } from '../format/tags';
import { bitStringOctets, childrenOf, oidOf, readWhole, Tag, withoutLeadingZeros, wrapDer } from './asn1';
import { crypto, type Verifier } from './host-crypto';
import { hex } from './fingerprints';
import { curveByPointLength, ecPublicKey, rsaEncryption, type Curve } from './oids';

/** RSA moduli that are tried, in bits. Beyond them one verification could take seconds, and no phone has such a key. */
export const verifiableRsaBits = { min: 512, max: 4096 } as const;

/** A public key as SubjectPublicKeyInfo, with what it is. */
export interface PublicKey {
  /** SubjectPublicKeyInfo DER (RFC 5280, section 4.1.2.7). */
  readonly spki: Uint8Array;
  readonly algorithm: 'RSA' | 'EC';
  /** Size of the modulus, or of the curve's field. */
  readonly bits: number;
}

/** The key that a PUBLICKEY element holds: PKCS#1 RSAPublicKey DER or an uncompressed EC point; null for neither. */
export function recordPublicKey(value: Uint8Array): PublicKey | null {
  const bits = rsaKeyBits(value);
  const rsa = rsaSpki(value);
  if (bits !== null && rsa !== null) return { spki: rsa, algorithm: 'RSA', bits };
  const ec = ecSpki(value);
  const curve = curveOfPoint(value);
  return ec === null || curve === null ? null : { spki: ec, algorithm: 'EC', bits: curve.bits };
}

/** `RSA 1024` or `EC P-256` for the content of a PUBLICKEY element; null where it is neither. */
export function recordKeyAlgorithm(publicKeyValue: Uint8Array): string | null {
  const bits = rsaKeyBits(publicKeyValue);
  if (bits !== null) return `RSA ${bits}`;
  const curve = curveOfPoint(publicKeyValue);
  return curve === null ? null : `EC ${curve.name}`;
}

/** Bits of the modulus of a PKCS#1 RSAPublicKey (RFC 8017, appendix A.1.1); null for any other bytes. */
export function rsaKeyBits(pkcs1: Uint8Array): number | null {
  const modulus = rsaPublicKey(pkcs1)?.modulus;
  if (modulus === undefined || ((modulus[0] ?? 0) & 0x80) !== 0) return null;
  const magnitude = withoutLeadingZeros(modulus);
  return magnitude.length === 0 ? null : magnitude.length * 8 - Math.clz32(magnitude[0] ?? 0) + 24;
}

/** RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }; null for any other bytes. */
function rsaPublicKey(pkcs1: Uint8Array): { readonly modulus: Uint8Array; readonly exponent: Uint8Array } | null {
  const read = pkcs1[0] === Tag.sequence ? readWhole(pkcs1) : null;
  if (read?.ok !== true) return null;
  const [modulus, exponent, ...more] = childrenOf(read.value);
  if (modulus?.tag !== Tag.integer || exponent?.tag !== Tag.integer || more.length > 0) return null;
  return { modulus: modulus.content, exponent: exponent.content };
}

/** The content octets of an RSA key's INTEGERs, from SubjectPublicKeyInfo DER; null for any other key. */
export function rsaKeyOf(spki: Uint8Array): { readonly modulus: Uint8Array; readonly exponent: Uint8Array } | null {
  const pkcs1 = spkiRsaKey(spki);
  return pkcs1 === null ? null : rsaPublicKey(pkcs1);
}

/**
 * A text that is equal for two keys exactly if they are the same key, however their SubjectPublicKeyInfo is written:
 * a certificate may spell the parameters of its algorithm in another way than a record does.
 */
export function keyIdentity(spki: Uint8Array): string {
  const rsa = rsaKeyOf(spki);
  if (rsa !== null) return [rsa.modulus, rsa.exponent].map((octets) => hex(withoutLeadingZeros(octets))).join(' ');
  const read = readWhole(spki);
  const value = read.ok ? bitStringOctets(childrenOf(read.value)[1]) : null;
  return hex(value ?? spki);
}

/** A PKCS#1 RSAPublicKey as SubjectPublicKeyInfo DER; null for any other bytes. */
export function rsaSpki(pkcs1: Uint8Array): Uint8Array | null {
  if (rsaKeyBits(pkcs1) === null) return null;
  return spkiOf(wrapDer(Tag.sequence, wrapDer(Tag.oid, rsaEncryption.der), wrapDer(Tag.null)), pkcs1);
}

/** An uncompressed point of P-256, P-384 or P-521 as SubjectPublicKeyInfo DER; null for any other bytes. */
export function ecSpki(point: Uint8Array): Uint8Array | null {
  const curve = curveOfPoint(point);
  if (curve === null) return null;
  return spkiOf(wrapDer(Tag.sequence, wrapDer(Tag.oid, ecPublicKey.der), wrapDer(Tag.oid, curve.der)), point);
}

function spkiOf(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return wrapDer(Tag.sequence, algorithm, wrapDer(Tag.bitString, Uint8Array.of(0), key));
}

function curveOfPoint(point: Uint8Array): Curve | null {
  return point[0] === 4 ? (curveByPointLength.get(point.length) ?? null) : null;
}

/** The hex of a key's SubjectPublicKeyInfo: what caches know a key by. */
export const keyId = oncePer(hex);

/** Keys that were imported last, by digest and SPKI: a folder of lists has the same few signers. */
const verifiers = new Recent<string, Promise<Verifier | null>>(64);

/**
 * Verifies with a key, from SubjectPublicKeyInfo DER.
 *
 * @returns null for a key that is not RSA of 512 to 4096 bits, or that the platform does not take.
 */
export function importVerifier(spki: Uint8Array, digest: DigestName): Promise<Verifier | null> {
  const ofBuffer = verifiersOf(spki);
  const known = ofBuffer.get(digest) ?? sharedVerifier(spki, digest);
  ofBuffer.set(digest, known);
  return known;
}

/** The same, as long as somebody keeps the buffer of the key. */
const verifiersOf = oncePer<Uint8Array, Map<DigestName, Promise<Verifier | null>>>(() => new Map());

function sharedVerifier(spki: Uint8Array, digest: DigestName): Promise<Verifier | null> {
  const id = `${digest} ${keyId(spki)}`;
  const known = verifiers.get(id) ?? newVerifier(spki, digest);
  verifiers.set(id, known);
  return known;
}

async function newVerifier(spki: Uint8Array, digest: DigestName): Promise<Verifier | null> {
  const bits = spkiRsaBits(spki);
  if (bits === null || bits < verifiableRsaBits.min || bits > verifiableRsaBits.max) return null;
  return crypto().verifier(spki, digest);
}

/** An RSA key as numbers. */
export interface RsaNumbers {
  readonly modulus: bigint;
  /** The public one, or the private one. */
  readonly exponent: bigint;
  /** Octets of the modulus. */
  readonly length: number;
}

/** Beyond this many octets of exponent one operation could take seconds; keys in use have three. */
const mostExponentOctets = 8;

/** The numbers of an RSA key of 512 to 4096 bits, from SubjectPublicKeyInfo DER; null for any other key. */
export const rsaNumbers = oncePer((spki: Uint8Array): RsaNumbers | null => {
  const bits = spkiRsaBits(spki);
  if (bits === null || bits < verifiableRsaBits.min || bits > verifiableRsaBits.max) return null;
  const key = rsaKeyOf(spki);
  if (key === null) return null;
  const [modulus, exponent] = [numberOf(key.modulus), numberOf(key.exponent)];
  if (exponent >= 1n << BigInt(8 * mostExponentOctets)) return null;
  return { modulus, exponent, length: Math.ceil(bits / 8) };
});

/** The same of a private key, from the content octets of its INTEGERs; null if the exponent is longer than the modulus. */
export function rsaPrivateNumbers(modulus: Uint8Array, exponent: Uint8Array): RsaNumbers | null {
  const magnitude = withoutLeadingZeros(modulus);
  const { length } = magnitude;
  if (length < verifiableRsaBits.min / 8 || length > verifiableRsaBits.max / 8) return null;
  if (withoutLeadingZeros(exponent).length > length) return null;
  return { modulus: numberOf(magnitude), exponent: numberOf(exponent), length };
}

/**
 * What an RSA signature contains (RSAVP1 of RFC 8017, section 5.2.2), or with the private exponent what was encrypted
 * (RSADP, section 5.1.2): `value ^ exponent mod modulus`, as long as the modulus. Null where the value is not of that
 * length, or not below the modulus.
 */
export function recoverRsa({ modulus, exponent, length }: RsaNumbers, given: Uint8Array): Uint8Array | null {
  const value = numberOf(given);
  if (given.length !== length || value >= modulus) return null;
  let result = 1n;
  let power = value;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  const digits = result.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}

/** DigestInfo of RFC 8017, section 9.2, note 1, in front of the digest. */
const digestInfos: Readonly<Record<DigestName, string>> = {
  'SHA-1': '3021300906052b0e03021a05000414',
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-512': '3051300d060960864801650304020305000440',
};

/**
 * True where the recovered content of a signature is EMSA-PKCS1-v1_5 (RFC 8017, section 9.2) of the digest:
 * `00 01 FF … FF 00 DigestInfo`, with every octet in its place.
 */
export function holdsDigest(content: Uint8Array, name: DigestName, digest: Uint8Array): boolean {
  const end = digestInfos[name] + hex(digest);
  const filled = content.length - 3 - end.length / 2;
  return filled >= 8 && hex(content) === `0001${'ff'.repeat(filled)}00${end}`;
}

function numberOf(octets: Uint8Array): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${hex(octets)}`);
}

function spkiRsaBits(spki: Uint8Array): number | null {
  const pkcs1 = spkiRsaKey(spki);
  return pkcs1 === null ? null : rsaKeyBits(pkcs1);
}

/** The PKCS#1 RSAPublicKey in a SubjectPublicKeyInfo; null where it holds another key. */
function spkiRsaKey(spki: Uint8Array): Uint8Array | null {
  const read = readWhole(spki);
  if (!read.ok) return null;
  const [algorithm, key] = childrenOf(read.value);
  return oidOf(childrenOf(algorithm)[0]) === rsaEncryption.oid ? bitStringOctets(key) : null;
}
