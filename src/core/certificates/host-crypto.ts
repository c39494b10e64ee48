import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { DigestName } from '../format/tags';

/** Says whether a key made an RSASSA-PKCS1-v1_5 signature (RFC 8017, section 8.2.2) of the data. */
export type Verifier = (signature: Uint8Array, data: Uint8Array) => boolean | Promise<boolean>;

/**
 * The digests and verifications of a host, none of which sees a private key. Every host gives the same answers: only how long
 * they take differs.
 */
export interface Crypto {
  /** 20, 32 or 64 bytes. */
  readonly digest: (name: DigestName, bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** The digest of 20 bytes in this thread: of a key or a signature, not of a file. */
  readonly sha1: (bytes: Uint8Array) => Uint8Array;
  /** 16 bytes; null if the host has no MD5. */
  readonly md5: (bytes: Uint8Array) => Uint8Array | null;
  /** From the SubjectPublicKeyInfo DER of an RSA key; null for one that the platform does not take. */
  readonly verifier: (spki: Uint8Array, digest: DigestName) => Verifier | null | Promise<Verifier | null>;
  /** `base ^ exponent mod modulus`, for a modulus of at most 4096 bits; null if the host has no faster way than BigInt. */
  readonly power: (base: bigint, exponent: bigint, modulus: bigint) => bigint | null;
}

/** Up to this many bytes a digest is made here: a call to WebCrypto costs more than the digest of a certificate. */
const smallBytes = 4096;
const smallDigests: Readonly<Partial<Record<DigestName, (bytes: Uint8Array) => Uint8Array>>> = {
  'SHA-1': sha1,
  'SHA-256': sha256,
};

/** What browsers and Node.js have. */
export const webCrypto: Crypto = {
  digest: async (name, bytes) => {
    const small = bytes.length <= smallBytes ? smallDigests[name] : undefined;
    if (small !== undefined) return small(bytes);
    return new Uint8Array(await globalThis.crypto.subtle.digest(name, unshared(bytes)));
  },
  sha1,
  md5: () => null,
  verifier: async (spki, digest) => {
    const { subtle } = globalThis.crypto;
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: digest };
    try {
      const key = await subtle.importKey('spki', unshared(spki), algorithm, false, ['verify']);
      return (signature, data) => subtle.verify(algorithm.name, key, unshared(signature), unshared(data));
    } catch {
      return null;
    }
  },
  power: () => null,
};

let chosen = webCrypto;

/** The digests and verifications of this process: those of WebCrypto, unless its host has given others. */
export function crypto(): Crypto {
  return chosen;
}

/** Gives the core the digests and verifications of its host; called before the first list is read. */
export function setCrypto(hosts: Crypto): void {
  chosen = hosts;
}

/** WebCrypto takes no shared memory, and none ever comes in here: files are read into buffers of their own. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
