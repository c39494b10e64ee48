import { md5 as md5Digest, sha1 as sha1Digest } from '@noble/hashes/legacy.js';
import { sha256 as sha256Digest } from '@noble/hashes/sha2.js';
import type { DigestName } from '../format/tags';

/** Up to this many bytes a digest is made here: a call to WebCrypto costs more than the digest of a certificate. */
const smallBytes = 4096;
const smallDigests: Readonly<Partial<Record<DigestName, (bytes: Uint8Array) => Uint8Array>>> = {
  'SHA-1': sha1Digest,
  'SHA-256': sha256Digest,
};

/** The digest of the bytes: 20, 32 or 64 bytes. */
export async function digest(name: DigestName, bytes: Uint8Array): Promise<Uint8Array> {
  const small = bytes.length <= smallBytes ? smallDigests[name] : undefined;
  if (small !== undefined) return small(bytes);
  return new Uint8Array(await globalThis.crypto.subtle.digest(name, unshared(bytes)));
}

export function sha1(bytes: Uint8Array): Promise<Uint8Array> {
  return digest('SHA-1', bytes);
}

/** The same at once, in this thread: of a key or a signature, not of a file. */
export function sha1AtOnce(bytes: Uint8Array): Uint8Array {
  return sha1Digest(bytes);
}

export function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return digest('SHA-256', bytes);
}

export function sha512(bytes: Uint8Array): Promise<Uint8Array> {
  return digest('SHA-512', bytes);
}

/** The MD5 digest, 16 bytes: what phones and `show itl` display. WebCrypto has none. */
export function md5(bytes: Uint8Array): Uint8Array {
  return md5Digest(bytes);
}

const hexOctets: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** Lower-case hex without separators. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) text += hexOctets[octet] ?? '';
  return text;
}

/** WebCrypto takes no shared memory, and none ever comes in here: files are read into buffers of their own. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
