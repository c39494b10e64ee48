import { childrenOf, expectOctets, expectTag, numberOf, octetsOf, oidOf, Tag, type Ber } from './ber';
import { aes, decryptCbc, des, rc2, tripleDes, type BlockCipher } from './ciphers';
import { notAKey, wrongPassword, type KeyFileFailure } from './failure';
import {
  pbkdf1Key,
  pbkdf2Key,
  pkcs12Key,
  Pkcs12Purpose,
  scryptKey,
  type Pbkdf2Options,
  type Pkcs12Password,
} from './key-derivation';

/**
 * Password-based encryption of PKCS#8 and PKCS#12 files: PBES2 and PBES1 (RFC 8018), and PKCS#12's own schemes
 * (RFC 7292 appendix C).
 */

/** Rounds of key derivation beyond which a file is taken to be hostile; programs write 2 048 to 1 000 000. */
const maxIterations = 4_000_000;

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

interface CipherKey {
  readonly cipher: BlockCipher;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/**
 * Decrypts what an AlgorithmIdentifier says.
 *
 * @throws KeyFileFailure `wrong-password` where the padding of the plain text is wrong, `not-a-key` where the scheme
 * is none that is read here.
 */
export async function decryptWith(algorithm: Ber, data: Uint8Array, password: Pkcs12Password): Promise<Uint8Array> {
  const [identifier, parameters] = childrenOf(algorithm);
  const oid = oidOf(expectTag(identifier, Tag.oid, 'the encryption algorithm', algorithm));
  const params = expectTag(parameters, Tag.sequence, 'the parameters of the encryption', algorithm);
  const { cipher, key, iv } = await deriveKey(oid, params, password, algorithm.offset);
  const plain = decryptCbc(cipher, key, iv, data);
  key.fill(0);
  if (plain === null) throw wrongPassword(algorithm.offset);
  return plain;
}

async function deriveKey(oid: string, params: Ber, password: Pkcs12Password, offset: number): Promise<CipherKey> {
  if (oid === Oid.pbes2) return derivePbes2(params, password ?? '');

  const pbes1 = pbes1Schemes.get(oid);
  if (pbes1 !== undefined) {
    const { salt, iterations } = readPbeParameter(params);
    const derived = pbkdf1Key(password ?? '', salt, iterations, pbes1.hash);
    return { cipher: pbes1.cipher, key: derived.subarray(0, 8), iv: derived.subarray(8) };
  }

  const pkcs12 = pkcs12Schemes.get(oid);
  if (pkcs12 !== undefined) {
    const { cipher, derivedLength } = pkcs12;
    const options = { ...readPbeParameter(params), hash: 'sha1' } as const;
    const derived = pkcs12Key(password, { ...options, purpose: Pkcs12Purpose.encryption, length: derivedLength });
    const iv = pkcs12Key(password, { ...options, purpose: Pkcs12Purpose.iv, length: cipher.blockLength });
    const key = new Uint8Array(cipher.keyLength);
    key.set(derived);
    key.set(derived.subarray(0, cipher.keyLength - derivedLength), derivedLength);
    return { cipher, key, iv };
  }
  throw unsupported(`with an algorithm that is not read here (OID ${oid})`, offset);
}

/** PBEParameter ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER }, RFC 8018 A.3 and RFC 7292 appendix C */
function readPbeParameter(params: Ber): { salt: Uint8Array; iterations: number } {
  const [salt, count] = childrenOf(params);
  return {
    salt: octetsOf(expectOctets(salt, 'the salt', params)),
    iterations: iterationsOf(expectTag(count, Tag.integer, 'the iteration count', params)),
  };
}

/** PBES2-params ::= SEQUENCE { keyDerivationFunc, encryptionScheme }, RFC 8018 A.4 */
async function derivePbes2(params: Ber, password: string): Promise<CipherKey> {
  const [derivation, encryption] = childrenOf(params);
  const kdf = expectTag(derivation, Tag.sequence, 'the key derivation', params);
  const scheme = expectTag(encryption, Tag.sequence, 'the encryption scheme', params);
  const [identifier, parameters] = childrenOf(kdf);
  const oid = oidOf(expectTag(identifier, Tag.oid, 'the key derivation', kdf));
  if (oid !== Oid.pbkdf2 && oid !== Oid.scrypt) {
    throw unsupported(`with a key derivation that is not read here (OID ${oid})`, kdf.offset);
  }
  const kdfParams = expectTag(parameters, Tag.sequence, 'the parameters of the key derivation', kdf);
  if (oid === Oid.scrypt) {
    const { cipher, iv } = readScheme(scheme, null);
    return { cipher, iv, key: deriveScrypt(kdfParams, password, cipher.keyLength) };
  }
  const { keyLength, ...pbkdf2 } = readPbkdf2(kdfParams);
  const { cipher, iv } = readScheme(scheme, keyLength);
  return { cipher, iv, key: await pbkdf2Key(password, { ...pbkdf2, length: cipher.keyLength }) };
}

/** PBKDF2-params ::= SEQUENCE { salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1 }, RFC 8018 A.2 */
function readPbkdf2(params: Ber): Omit<Pbkdf2Options, 'length'> & { keyLength: number | null } {
  const [salt, count, ...rest] = childrenOf(params);
  const keyLength = rest.find((value) => value.tag === Tag.integer);
  const prf = rest.find((value) => value.tag === Tag.sequence);
  return {
    salt: octetsOf(expectOctets(salt, 'the salt', params)),
    iterations: iterationsOf(expectTag(count, Tag.integer, 'the iteration count', params)),
    keyLength: keyLength === undefined ? null : numberOf(keyLength),
    hash: prf === undefined ? 'SHA-1' : readPseudoRandomFunction(prf),
  };
}

function readPseudoRandomFunction(prf: Ber): Pbkdf2Options['hash'] {
  const oid = oidOf(expectTag(childrenOf(prf)[0], Tag.oid, 'the pseudo-random function', prf));
  const hash = pseudoRandomFunctions.get(oid);
  if (hash === undefined) {
    throw unsupported(`with a pseudo-random function that is not read here (OID ${oid})`, prf.offset);
  }
  return hash;
}

/** scrypt-params ::= SEQUENCE { salt, costParameter N, blockSize r, parallelization p, keyLength OPTIONAL }, RFC 7914 7 */
function deriveScrypt(params: Ber, password: string, length: number): Uint8Array {
  const [salt, cost, blockSize, parallelization] = childrenOf(params);
  const key = scryptKey(password, {
    salt: octetsOf(expectOctets(salt, 'the salt', params)),
    N: numberOf(expectTag(cost, Tag.integer, 'the cost of scrypt', params)),
    r: numberOf(expectTag(blockSize, Tag.integer, 'the block size of scrypt', params)),
    p: numberOf(expectTag(parallelization, Tag.integer, 'the parallelization of scrypt', params)),
    length,
  });
  if (key === null) throw unsupported('with parameters of scrypt that are invalid or ask for too much', params.offset);
  return key;
}

function readScheme(scheme: Ber, keyLength: number | null): { cipher: BlockCipher; iv: Uint8Array } {
  const [identifier, parameters] = childrenOf(scheme);
  const oid = oidOf(expectTag(identifier, Tag.oid, 'the encryption scheme', scheme));
  if (oid === Oid.rc2Cbc) {
    return readRc2(expectTag(parameters, Tag.sequence, 'the parameters of RC2', scheme), keyLength);
  }
  const cipher = pbes2Ciphers.get(oid);
  if (cipher === undefined) throw unsupported(`with a cipher that is not read here (OID ${oid})`, scheme.offset);
  return { cipher, iv: octetsOf(expectOctets(parameters, 'the initialisation vector', scheme)) };
}

/** RC2-CBC-Parameter ::= SEQUENCE { rc2ParameterVersion INTEGER OPTIONAL, iv OCTET STRING }, RFC 8018 B.2.3 */
function readRc2(params: Ber, keyLength: number | null): { cipher: BlockCipher; iv: Uint8Array } {
  const values = childrenOf(params);
  const version = values.find((value) => value.tag === Tag.integer);
  const iv = values.find((value) => value.tag === Tag.octetString);
  const bits = version === undefined ? 32 : rc2EffectiveBits(numberOf(version));
  return {
    cipher: rc2(keyLength ?? bits / 8, bits),
    iv: octetsOf(expectOctets(iv, 'the initialisation vector', params)),
  };
}

/** RC2 writes 40, 64 and 128 effective bits as 160, 120 and 58 (RFC 2268 section 6). */
function rc2EffectiveBits(version: number): number {
  const bits: Readonly<Partial<Record<number, number>>> = { 160: 40, 120: 64, 58: 128 };
  return bits[version] ?? version;
}

/** An iteration count, refused where it would only keep the machine busy. */
export function iterationsOf(count: Ber): number {
  const iterations = numberOf(count);
  if (iterations >= 1 && iterations <= maxIterations) return iterations;
  throw notAKey(
    `The file asks for ${iterations} rounds of key derivation at offset ${count.offset}; 1 to ${maxIterations} are made.`,
    count.offset,
  );
}

function unsupported(how: string, offset: number): KeyFileFailure {
  return notAKey(
    `The file is encrypted ${how}, at offset ${offset}. Convert it first, for example with openssl pkcs8 -topk8 -v2 aes-256-cbc.`,
    offset,
  );
}
