import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concat } from '../../format/bytes';
import { unshared } from '../host-crypto';
import { KeyFileFailure } from './failure';
import type { Opening } from './opening';

/**
 * How the bytes of a cipher's key are made from a password. What takes long returns to the event loop now and then, so
 * that a window stays alive.
 */

export const hashes = { md5, sha1, sha256, sha384, sha512 } as const;
export type HashName = keyof typeof hashes;

/** What a hash that is computed here counts for: those with words of 64 bits take three times as long. */
const cost: Readonly<Record<HashName, number>> = { md5: 1, sha1: 1, sha256: 1, sha384: 3, sha512: 3 };

/** How often a derivation hashes, and where the file says so. */
export interface Rounds {
  readonly count: number;
  /** Byte of the file. */
  readonly offset: number;
}

/** Milliseconds of derivation between two returns to the event loop. */
const slice = 20;

/** Memory in bytes that scrypt may take before a file is refused; its usual parameters take 16 MiB. */
const scryptMemory = 256 * 1024 * 1024;

const utf8 = new TextEncoder();

export interface Pbkdf2Options {
  readonly salt: Uint8Array;
  readonly rounds: Rounds;
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
  /** Bytes wanted. */
  readonly length: number;
}

/** PBKDF2, RFC 8018 5.2. */
export async function pbkdf2Key(password: string, options: Pbkdf2Options, opening: Opening): Promise<Uint8Array> {
  const { salt, rounds, hash, length } = options;
  opening.countHashes(rounds.count * Math.ceil(length / digestBytes[hash]), rounds.offset);
  const { subtle } = globalThis.crypto;
  const secret = opening.keep(utf8.encode(password));
  const base = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', salt: unshared(salt), iterations: rounds.count, hash };
  return opening.keepResult(subtle.deriveBits(parameters, base, length * 8));
}

const digestBytes: Readonly<Record<Pbkdf2Options['hash'], number>> = {
  'SHA-1': 20,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
};

export interface ScryptOptions {
  readonly salt: Uint8Array;
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** Bytes wanted. */
  readonly length: number;
}

/** scrypt, RFC 7914; null if its parameters are invalid or ask for too much memory. */
export async function scryptKey(
  password: string,
  { salt, N, r, p, length }: ScryptOptions,
  opening: Opening,
): Promise<Uint8Array | null> {
  const secret = opening.keep(utf8.encode(password));
  try {
    const onProgress = (): void => {
      opening.throwIfCancelled();
    };
    const options = { N, r, p, dkLen: length, maxmem: scryptMemory, asyncTick: slice, onProgress };
    return opening.keep(await scryptAsync(secret, salt, options));
  } catch (error) {
    if (error instanceof KeyFileFailure) throw error;
    return null;
  }
}

/** PBKDF1, RFC 8018 5.1: 16 bytes; the first 8 are the key, the next 8 the initialisation vector. */
export async function pbkdf1Key(
  password: string,
  { salt, rounds, hash }: { salt: Uint8Array; rounds: Rounds; hash: 'md5' | 'sha1' },
  opening: Opening,
): Promise<Uint8Array> {
  opening.countHashes(rounds.count, rounds.offset);
  const secret = opening.keep(utf8.encode(password));
  const input = opening.keep(concat(secret, salt));
  return (await hashRounds(input, rounds.count, hash, opening)).subarray(0, 16);
}

/** Hashes between two looks at the clock. */
const batch = 256;

/** The hash of the hash of … the input, in one buffer. */
async function hashRounds(input: Uint8Array, rounds: number, hash: HashName, opening: Opening): Promise<Uint8Array> {
  const H = hashes[hash];
  const result = opening.keep(H(input));
  const [fresh, state] = [H.create(), H.create()];
  let sliceStart = Date.now();
  try {
    for (let done = 1; done < rounds; done += 1) {
      // One state for all rounds: making one takes as long as a round. Both are of the same class.
      const next = fresh._cloneInto(state as never) as typeof state;
      next.update(result);
      next.digestInto(result);
      if (done % batch !== 0 || Math.abs(Date.now() - sliceStart) < slice) continue;
      await opening.pause();
      sliceStart = Date.now();
    }
  } finally {
    state.destroy();
  }
  return result;
}

/** OpenSSL's EVP_BytesToKey with MD5 and one round, which `DEK-Info` files use; the salt is 8 bytes of their IV. */
export function dekInfoKey(password: string, salt: Uint8Array, length: number, opening: Opening): Uint8Array {
  const secret = opening.keep(utf8.encode(password));
  const key = opening.keep(new Uint8Array(length));
  let block: Uint8Array = new Uint8Array();
  for (let position = 0; position < length; position += block.length) {
    block = opening.keep(md5(opening.keep(concat(block, secret, salt))));
    key.set(block.subarray(0, length - position), position);
  }
  return key;
}

/** Bytes of a MAC between two returns to the event loop: a few milliseconds. */
const macSlice = 256 * 1024;

/** HMAC (RFC 2104) of data that may be as long as the file. */
export async function hmacOf(hash: HashName, key: Uint8Array, data: Uint8Array, opening: Opening): Promise<Uint8Array> {
  const state = hmac.create(hashes[hash], key);
  for (let start = 0; start < data.length; start += macSlice) {
    if (start > 0) await opening.pause();
    state.update(data.subarray(start, start + macSlice));
  }
  return state.digest();
}

/** What derived bytes are for, RFC 7292 B.3. */
export const Pkcs12Purpose = { encryption: 1, iv: 2, mac: 3 } as const;
type Pkcs12Purpose = (typeof Pkcs12Purpose)[keyof typeof Pkcs12Purpose];

/** PKCS#12 knows two empty passwords: a text of no characters, and null, which even lacks the NUL of a text's end. */
export type Pkcs12Password = string | null;

export interface Pkcs12Options {
  readonly salt: Uint8Array;
  readonly rounds: Rounds;
  readonly hash: HashName;
  readonly purpose: Pkcs12Purpose;
  /** Bytes wanted. */
  readonly length: number;
}

/** PKCS#12's own key derivation, RFC 7292 B.2, whose letters are used here. */
export async function pkcs12Key(
  password: Pkcs12Password,
  { salt, rounds, hash, purpose, length }: Pkcs12Options,
  opening: Opening,
): Promise<Uint8Array> {
  const { blockLen: v, outputLen } = hashes[hash];
  opening.countHashes(rounds.count * Math.ceil(length / outputLen) * cost[hash], rounds.offset);
  const D = new Uint8Array(v).fill(purpose);
  const P = opening.keep(repeatToBlocks(opening.keep(bmpText(password)), v));
  const I = opening.keep(concat(repeatToBlocks(salt, v), P));
  const derived = opening.keep(new Uint8Array(length));
  for (let position = 0; position < length;) {
    const A = await hashRounds(opening.keep(concat(D, I)), rounds.count, hash, opening);
    derived.set(A.subarray(0, length - position), position);
    position += A.length;
    const B = A.length >= v ? A.subarray(0, v) : opening.keep(repeatToBlocks(A, v)).subarray(0, v);
    for (let block = 0; block < I.length; block += v) addPlusOne(I.subarray(block, block + v), B);
  }
  return derived;
}

/** Sets a big-endian number to itself plus the other plus one, modulo its size. */
function addPlusOne(number: Uint8Array, other: Uint8Array): void {
  let carry = 1;
  for (let index = number.length - 1; index >= 0; index -= 1) {
    carry += (number[index] ?? 0) + (other[index] ?? 0);
    number[index] = carry & 0xff;
    carry >>= 8;
  }
}

/** The bytes over and over, cut to a whole number of blocks; nothing stays nothing. */
function repeatToBlocks(bytes: Uint8Array, block: number): Uint8Array {
  const repeated = new Uint8Array(Math.ceil(bytes.length / block) * block);
  for (let index = 0; index < repeated.length; index += 1) repeated[index] = bytes[index % bytes.length] ?? 0;
  return repeated;
}

/** UTF-16, big-endian, with a NUL of two bytes at its end. */
function bmpText(password: Pkcs12Password): Uint8Array {
  if (password === null) return new Uint8Array();
  const bytes = new Uint8Array(password.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < password.length; index += 1) view.setUint16(index * 2, password.charCodeAt(index));
  return bytes;
}
