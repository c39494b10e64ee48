import { createDiffieHellmanGroup, createPublicKey } from 'node:crypto';
import {
  concat,
  cucmName,
  digestOf,
  hexBytes,
  rsaKey,
  type Digest,
  type Identity,
  type Key,
  type Subject,
} from './builders';
import { der, name, oid, rawCertificate, sequence, utf8String, type RawCertificate } from './raw-certificate';

/**
 * RSA keys whose signatures prove nothing, with signatures that verify: no library makes either. The primes are those of
 * RFC 2409 and RFC 3526, which Node knows.
 */

export const keyFlaws = [
  'exponent-one',
  'exponent-even',
  'modulus-even',
  'modulus-prime',
  'modulus-factor',
  'modulus-power',
] as const;
export type FlawOfKey = (typeof keyFlaws)[number];

/** What is to be signed has no signature by this key. */
export class NoRoot extends Error {}

interface Numbers {
  readonly modulus: bigint;
  readonly exponent: bigint;
  /** The private exponent for it. */
  readonly secret: bigint;
}

const usual = 65537n;

export function flawedKey(flaw: FlawOfKey): Key {
  const { modulus, exponent, secret } = numbersOf(flaw);
  const publicKeyValue = sequence(integer(modulus), integer(exponent));
  const publicKey = createPublicKey({ key: Buffer.from(publicKeyValue), format: 'der', type: 'pkcs1' });
  const length = Math.ceil(modulus.toString(2).length / 8);
  return {
    type: 'RSA',
    // Nothing is signed with it.
    privateKey: rsaKey(1024, 'flawed').privateKey,
    publicKey,
    publicKeyValue,
    signList: (digest, data) => {
      const content = encoded(length, digest, data);
      const signature = power(content, secret, modulus);
      if (power(signature, exponent, modulus) !== content) throw new NoRoot('this number has no square root');
      return octets(signature, length);
    },
  };
}

function numbersOf(flaw: FlawOfKey): Numbers {
  const prime = numberOf(createDiffieHellmanGroup('modp2').getPrime());
  const smaller = numberOf(createDiffieHellmanGroup('modp1').getPrime());
  switch (flaw) {
    case 'exponent-one':
      return { modulus: soundModulus(), exponent: 1n, secret: 1n };
    case 'exponent-even':
      // (prime + 1) / 4 takes a square root, if there is one.
      return { modulus: prime, exponent: 2n, secret: (prime + 1n) / 4n };
    case 'modulus-even':
      return { modulus: 2n * prime, exponent: usual, secret: inverse(usual, prime - 1n) };
    case 'modulus-prime':
      return { modulus: prime, exponent: usual, secret: inverse(usual, prime - 1n) };
    case 'modulus-factor':
      return { modulus: 3n * prime, exponent: usual, secret: inverse(usual, prime - 1n) };
    case 'modulus-power':
      return { modulus: smaller ** 2n, exponent: usual, secret: inverse(usual, smaller * (smaller - 1n)) };
  }
}

function soundModulus(): bigint {
  const { n = '' } = rsaKey(1024, 'flawed').publicKey.export({ format: 'jwk' });
  return numberOf(Buffer.from(n, 'base64url'));
}

/** Someone with this key; the certificate's own signature is filler. */
export function identityWith(key: Key, subject: Subject & { readonly CN: string }, serial: string): Identity {
  return rawIdentity({ serial, publicKey: key.publicKeyValue }, subject, key);
}

/** The same with a certificate of one's own making. */
export function rawIdentity(
  options: RawCertificate & { readonly serial: string },
  subject: Subject & { readonly CN: string },
  key: Key,
): Identity {
  const someone = name(['2.5.4.3', utf8String(subject.CN)]);
  const rsa = sequence(oid('1.2.840.113549.1.1.1'), der(0x05));
  const certificate = rawCertificate({
    issuer: someone,
    subject: someone,
    keyAlgorithm: rsa,
    publicKey: key.publicKeyValue,
    notAfter: der(0x17, new Uint8Array(Buffer.from('491231235959Z'))),
    ...options,
  });
  return {
    der: certificate,
    key,
    subject,
    issuer: subject,
    subjectName: cucmName(subject),
    issuerName: cucmName(subject),
    serial: hexBytes(options.serial),
    signatureValue: new Uint8Array(64).fill(0x5a),
  };
}

const digestInfos: Readonly<Record<Digest, string>> = {
  'SHA-1': '3021300906052b0e03021a05000414',
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-512': '3051300d060960864801650304020305000440',
};

/** EMSA-PKCS1-v1_5 (RFC 8017, section 9.2). */
function encoded(length: number, digest: Digest, data: Uint8Array): bigint {
  const end = concat(Uint8Array.of(0), hexBytes(digestInfos[digest]), digestOf(digest, data));
  const filled = new Uint8Array(length - 2 - end.length).fill(0xff);
  return numberOf(concat(Uint8Array.of(0, 1), filled, end));
}

function integer(value: bigint): Uint8Array {
  const width = Math.floor(value.toString(2).length / 8) + 1;
  return der(0x02, octets(value, width));
}

function octets(value: bigint, width: number): Uint8Array {
  return hexBytes(value.toString(16).padStart(2 * width, '0'));
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const digit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (digit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** By Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
}
