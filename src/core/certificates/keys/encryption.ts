import { limits } from '../../format/limits';
import { childrenOf, expectOctets, expectTag, numberOf, octetsOf, oidOf, Tag, type Asn1 } from '../asn1';
import { aes, decryptCbc, des, rc2, tripleDes, type BlockCipher, type CipherKey } from './ciphers';
import { notAKey, tooCostly, wrongPassword, type KeyFileFailure } from './failure';
import {
  pbkdf1Key,
  pbkdf2Key,
  pkcs12Key,
  Pkcs12Purpose,
  scryptKey,
  type Pbkdf2Options,
  type Pkcs12Password,
  type Rounds,
} from './key-derivation';
import { expectRounds, type Opening } from './opening';
import { t } from '../../words/translate';

/**
 * Password-based encryption of PKCS#8 and PKCS#12 files: PBES2 and PBES1 (RFC 8018), and PKCS#12's own schemes
 * (RFC 7292 appendix C).
 */

const Oid = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  rc2Cbc: '1.2.840.113549.3.2',
} as const;

/** The pseudo-random functions of PBKDF2 that WebCrypto has: HMAC with these. */
const pseudoRandomFunctions: ReadonlyMap<string, Pbkdf2Options['hash']> = new Map([
  ['1.2.840.113549.2.7', 'SHA-1'],
  ['1.2.840.113549.2.9', 'SHA-256'],
  ['1.2.840.113549.2.10', 'SHA-384'],
  ['1.2.840.113549.2.11', 'SHA-512'],
]);

const pbes2Ciphers: ReadonlyMap<string, BlockCipher> = new Map([
  ['2.16.840.1.101.3.4.1.2', aes(128)],
  ['2.16.840.1.101.3.4.1.22', aes(192)],
  ['2.16.840.1.101.3.4.1.42', aes(256)],
  ['1.2.840.113549.3.7', tripleDes],
  ['1.3.14.3.2.7', des],
]);

const pbes1Schemes: ReadonlyMap<string, { readonly hash: 'md5' | 'sha1'; readonly cipher: BlockCipher }> = new Map([
  ['1.2.840.113549.1.5.3', { hash: 'md5', cipher: des }],
  ['1.2.840.113549.1.5.6', { hash: 'md5', cipher: rc2(8) }],
  ['1.2.840.113549.1.5.10', { hash: 'sha1', cipher: des }],
  ['1.2.840.113549.1.5.11', { hash: 'sha1', cipher: rc2(8) }],
]);

const pkcs12Schemes: ReadonlyMap<string, { readonly cipher: BlockCipher; readonly derivedLength: number }> = new Map([
  ['1.2.840.113549.1.12.1.3', { cipher: tripleDes, derivedLength: 24 }],
  // 3DES with two keys takes its first key again as its third.
  ['1.2.840.113549.1.12.1.4', { cipher: tripleDes, derivedLength: 16 }],
  ['1.2.840.113549.1.12.1.5', { cipher: rc2(16), derivedLength: 16 }],
  ['1.2.840.113549.1.12.1.6', { cipher: rc2(5), derivedLength: 5 }],
]);

/**
 * Decrypts what an AlgorithmIdentifier says.
 *
 * @throws KeyFileFailure `wrong-password` if the padding of the plaintext is wrong, `not-a-key` if the scheme is not
 * supported.
 */
export async function decryptWith(
  algorithm: Asn1,
  data: Uint8Array,
  password: Pkcs12Password,
  opening: Opening,
): Promise<Uint8Array> {
  const [identifier, parameters] = childrenOf(algorithm);
  const oid = oidOf(expectTag(identifier, Tag.oid, t('the encryption algorithm'), algorithm));
  const params = expectTag(parameters, Tag.sequence, t('the parameters of the encryption'), algorithm);
  const cipherKey = await deriveKey(oid, params, password, opening);
  if (cipherKey === null) throw unsupported(t('with an unsupported algorithm (OID {oid})', { oid }), algorithm.offset);
  const plain = await decryptCbc(cipherKey, data, opening);
  if (plain === null) throw wrongPassword(algorithm.offset);
  return plain;
}

/** Null for a scheme that is not supported. */
async function deriveKey(
  oid: string,
  params: Asn1,
  password: Pkcs12Password,
  opening: Opening,
): Promise<CipherKey | null> {
  if (oid === Oid.pbes2) return derivePbes2(params, password ?? '', opening);

  const pbes1 = pbes1Schemes.get(oid);
  if (pbes1 !== undefined) {
    const { cipher, hash } = pbes1;
    const derived = await pbkdf1Key(password ?? '', { ...readPbeParameter(params), hash }, opening);
    return { cipher, key: derived.subarray(0, 8), iv: derived.subarray(8) };
  }

  const pkcs12 = pkcs12Schemes.get(oid);
  if (pkcs12 === undefined) return null;
  const { cipher, derivedLength } = pkcs12;
  const options = { ...readPbeParameter(params), hash: 'sha1' } as const;
  const keyOptions = { ...options, purpose: Pkcs12Purpose.encryption, length: derivedLength };
  const ivOptions = { ...options, purpose: Pkcs12Purpose.iv, length: cipher.blockLength };
  const derived = await pkcs12Key(password, keyOptions, opening);
  const iv = await pkcs12Key(password, ivOptions, opening);
  const key = opening.keep(new Uint8Array(cipher.keyLength));
  key.set(derived);
  key.set(derived.subarray(0, cipher.keyLength - derivedLength), derivedLength);
  return { cipher, key, iv };
}

/** PBEParameter ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER }, RFC 8018 A.3 and RFC 7292 appendix C */
function readPbeParameter(params: Asn1): { salt: Uint8Array; rounds: Rounds } {
  const [salt, count] = childrenOf(params);
  return { salt: readSalt(salt, params), rounds: readRounds(count, params) };
}

/** PBES2-params ::= SEQUENCE { keyDerivationFunc, encryptionScheme }, RFC 8018 A.4 */
async function derivePbes2(params: Asn1, password: string, opening: Opening): Promise<CipherKey> {
  const [derivation, encryption] = childrenOf(params);
  const kdf = expectTag(derivation, Tag.sequence, t('the key derivation'), params);
  const scheme = expectTag(encryption, Tag.sequence, t('the encryption scheme'), params);
  const [identifier, parameters] = childrenOf(kdf);
  const oid = oidOf(expectTag(identifier, Tag.oid, t('the key derivation'), kdf));
  if (oid !== Oid.pbkdf2 && oid !== Oid.scrypt) {
    throw unsupported(t('with an unsupported key derivation (OID {oid})', { oid }), kdf.offset);
  }
  const kdfParams = expectTag(parameters, Tag.sequence, t('the parameters of the key derivation'), kdf);
  if (oid === Oid.scrypt) {
    const { cipher, iv } = readScheme(scheme, null);
    return { cipher, iv, key: await deriveScrypt(kdfParams, password, cipher.keyLength, opening) };
  }
  const { keyLength, ...pbkdf2 } = readPbkdf2(kdfParams);
  const { cipher, iv } = readScheme(scheme, keyLength === null ? null : numberOf(keyLength));
  const key = await pbkdf2Key(password, { ...pbkdf2, length: cipher.keyLength }, opening);
  return { cipher, iv, key };
}

/** PBKDF2-params ::= SEQUENCE { salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1 }, RFC 8018 A.2 */
function readPbkdf2(params: Asn1): Omit<Pbkdf2Options, 'length'> & { readonly keyLength: Asn1 | null } {
  const [salt, count, ...rest] = childrenOf(params);
  const keyLength = rest.find((value) => value.tag === Tag.integer);
  const prf = rest.find((value) => value.tag === Tag.sequence);
  return {
    salt: readSalt(salt, params),
    rounds: readRounds(count, params),
    keyLength: keyLength ?? null,
    hash: prf === undefined ? 'SHA-1' : readPseudoRandomFunction(prf),
  };
}

function readPseudoRandomFunction(prf: Asn1): Pbkdf2Options['hash'] {
  const oid = oidOf(expectTag(childrenOf(prf)[0], Tag.oid, t('the pseudo-random function'), prf));
  const hash = pseudoRandomFunctions.get(oid);
  if (hash === undefined) {
    throw unsupported(t('with an unsupported pseudo-random function (OID {oid})', { oid }), prf.offset);
  }
  return hash;
}

/**
 * scrypt-params ::= SEQUENCE { salt, costParameter N, blockSize r, parallelization p, keyLength OPTIONAL }, RFC 7914 7
 */
async function deriveScrypt(params: Asn1, password: string, length: number, opening: Opening): Promise<Uint8Array> {
  const [salt, cost, blockSize, parallelization] = childrenOf(params);
  const N = numberOf(expectTag(cost, Tag.integer, t('the cost of scrypt'), params));
  const r = numberOf(expectTag(blockSize, Tag.integer, t('the block size of scrypt'), params));
  const p = numberOf(expectTag(parallelization, Tag.integer, t('the parallelization of scrypt'), params));
  const most = limits.scryptBlocks;
  if (r * p > most) {
    const { offset } = params;
    throw tooCostly(
      t('the scrypt parameters at offset {offset} ask for {blocks} blocks, and at most {most} are made', {
        offset,
        blocks: r * p,
        most,
      }),
      offset,
    );
  }
  opening.countHashes(expectRounds(N * r * p, params.offset), params.offset);
  const key = await scryptKey(password, { salt: readSalt(salt, params), N, r, p, length }, opening);
  if (key === null)
    throw unsupported(t('with scrypt parameters that are invalid or need too much memory'), params.offset);
  return key;
}

function readScheme(scheme: Asn1, keyLength: number | null): { cipher: BlockCipher; iv: Uint8Array } {
  const [identifier, parameters] = childrenOf(scheme);
  const oid = oidOf(expectTag(identifier, Tag.oid, t('the encryption scheme'), scheme));
  if (oid === Oid.rc2Cbc) {
    return readRc2(expectTag(parameters, Tag.sequence, t('the parameters of RC2'), scheme), keyLength);
  }
  const cipher = pbes2Ciphers.get(oid);
  if (cipher === undefined) throw unsupported(t('with an unsupported cipher (OID {oid})', { oid }), scheme.offset);
  return { cipher, iv: octetsOf(expectOctets(parameters, t('the initialisation vector'), scheme)) };
}

/** RC2-CBC-Parameter ::= SEQUENCE { rc2ParameterVersion INTEGER OPTIONAL, iv OCTET STRING }, RFC 8018 B.2.3 */
function readRc2(params: Asn1, keyLength: number | null): { cipher: BlockCipher; iv: Uint8Array } {
  const values = childrenOf(params);
  const version = values.find((value) => value.tag === Tag.integer);
  const iv = values.find((value) => value.tag === Tag.octetString);
  const bits = version === undefined ? 32 : rc2EffectiveBits(numberOf(version));
  const keyOctets = keyLength ?? bits / 8;
  if (!isWithin(bits, 1024) || !isWithin(keyOctets, 128)) {
    throw unsupported(t('with RC2 parameters that are not supported'), params.offset);
  }
  return { cipher: rc2(keyOctets, bits), iv: octetsOf(expectOctets(iv, t('the initialisation vector'), params)) };
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

/** RC2 writes 40, 64 and 128 effective bits as 160, 120 and 58, and those from 256 on as they are (RFC 8018 B.2.3). */
function rc2EffectiveBits(version: number): number {
  const bits: Readonly<Partial<Record<number, number>>> = { 160: 40, 120: 64, 58: 128 };
  return bits[version] ?? (version < 256 ? 0 : version);
}

export function readRounds(count: Asn1 | undefined, parent: Asn1): Rounds {
  const value = expectTag(count, Tag.integer, t('the iteration count'), parent);
  return { count: expectRounds(numberOf(value), value.offset), offset: value.offset };
}

export function readSalt(salt: Asn1 | undefined, parent: Asn1, name = t('the salt')): Uint8Array {
  const value = expectOctets(salt, name, parent);
  const octets = octetsOf(value);
  const most = limits.saltBytes;
  if (octets.length <= most) return octets;
  const { offset } = value;
  throw tooCostly(
    t('{name} at offset {offset} has {length} bytes, and at most {most} are used', {
      name,
      offset,
      length: octets.length,
      most,
    }),
    offset,
  );
}

function unsupported(how: string, offset: number): KeyFileFailure {
  return notAKey(
    t(
      'The file is encrypted {how}, at offset {offset}. Convert it first, for example with openssl pkcs8 -topk8 -v2 aes-256-cbc.',
      { how, offset },
    ),
    offset,
  );
}
