import { md5 as md5Digest } from '@noble/hashes/legacy.js';
import type { DigestName } from '../format/tags';
import { crypto } from './host-crypto';

/** The digest of the bytes: 20, 32 or 64 bytes. */
export async function digest(name: DigestName, bytes: Uint8Array): Promise<Uint8Array> {
  return crypto().digest(name, bytes);
}

export function sha1(bytes: Uint8Array): Promise<Uint8Array> {
  return digest('SHA-1', bytes);
}

/** The same at once, in this thread: of a key or a signature, not of a file. */
export function sha1AtOnce(bytes: Uint8Array): Uint8Array {
  return crypto().sha1(bytes);
}

export function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return digest('SHA-256', bytes);
}

export function sha512(bytes: Uint8Array): Promise<Uint8Array> {
  return digest('SHA-512', bytes);
}

/** The MD5 digest, 16 bytes: what phones and `show itl` display. WebCrypto has none. */
export function md5(bytes: Uint8Array): Uint8Array {
  return crypto().md5(bytes) ?? md5Digest(bytes);
}

const hexOctets: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** Lower-case hex without separators. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) text += hexOctets[octet] ?? '';
  return text;
}
