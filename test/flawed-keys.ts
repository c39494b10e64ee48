import { constants, createDiffieHellmanGroup, createPublicKey, privateEncrypt } from 'node:crypto';
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

let knownPrimes: { readonly prime: bigint; readonly smaller: bigint } | undefined;

/** Node takes a third of a second for each. */
function primes(): { readonly prime: bigint; readonly smaller: bigint } {
  return (knownPrimes ??= {
    prime: numberOf(createDiffieHellmanGroup('modp2').getPrime()),
    smaller: numberOf(createDiffieHellmanGroup('modp1').getPrime()),
  });
}

function numbersOf(flaw: FlawOfKey): Numbers {
  const { prime, smaller } = primes();
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
  return numberOf(padded(length, concat(hexBytes(digestInfos[digest]), digestOf(digest, data))));
}

function padded(length: number, content: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(0, 1), new Uint8Array(length - 3 - content.length).fill(0xff), Uint8Array.of(0), content);
}

/** The content that a signature by SHA-1 and 1024 bits has. */
export function rightContent(digest: Uint8Array): Uint8Array {
  return padded(128, concat(hexBytes(digestInfos['SHA-1']), digest));
}

/** What only a careless reader takes for the digest of what was signed, by what is wrong with it. */
export const carelessContents: Readonly<Record<string, (digest: Uint8Array) => Uint8Array>> = {
  'bytes after the digest': (digest) => padded(128, concat(hexBytes(digestInfos['SHA-1']), digest, new Uint8Array(40))),
  'bytes inside the DigestInfo': (digest) =>
    padded(128, sequence(sequence(oid('1.3.14.3.2.26'), der(0x05, new Uint8Array(40))), der(0x04, digest))),
  'no parameters of the algorithm': (digest) =>
    padded(128, sequence(sequence(oid('1.3.14.3.2.26')), der(0x04, digest))),
  'the digest alone': (digest) => padded(128, digest),
  'hardly any padding': (digest) => {
    const info = concat(hexBytes(digestInfos['SHA-1']), digest);
    return concat(hexBytes('0001ffff00'), info, new Uint8Array(128 - 5 - info.length));
  },
  'padding of another type': (digest) => concat(Uint8Array.of(0, 2), rightContent(digest).subarray(2)),
};

/** A sound key of 1024 bits that signs such a content, by SHA-1. */
export function carelessKey(key: Key, content: (digest: Uint8Array) => Uint8Array): Key {
  const options = { key: key.privateKey, padding: constants.RSA_NO_PADDING };
  return {
    ...key,
    signList: (_, data) => new Uint8Array(privateEncrypt(options, content(digestOf('SHA-1', data)))),
  };
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
