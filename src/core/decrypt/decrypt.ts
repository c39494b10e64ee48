import { digest as digestOf, hex } from '../certificates/fingerprints';
import { unshared } from '../certificates/host-crypto';
import { unwrapKey } from '../certificates/keys/key-transport';
import type { OpenKeyFile } from '../certificates/keys/open-files';
import { Opening } from '../certificates/keys/opening';
import type { PrivateKey } from '../certificates/keys/private-key';
import { verifiableRsaBits } from '../certificates/public-keys';
import { sameBytes } from '../format/bytes';
import { limits } from '../format/limits';
import { encryptionOf, type Encryption, type SignedFile } from '../format/signed';
import { digestNames, EncryptionTag, signedTagName } from '../format/tags';
import type { Statement } from '../words/statement';
import type { NamedCertificate } from './minimal';
import { state } from './reasons';

/** Bytes of a block and of the key of AES-128. */
const aesBytes = 16;

/** A key that may be the phone's. */
interface CandidateKey extends Pick<PrivateKey, 'pkcs8' | 'bits'> {
  /** MD5 of each certificate of the key that somebody gave: a phone may get several for one key. */
  readonly md5s: readonly string[];
}

/** Who may be the phone: keys and certificates, of one file or several. */
export type KeyRing = Pick<OpenKeyFile, 'keys' | 'refused' | 'certificates'>;

export type Decryption =
  | {
      readonly ok: true;
      /** What was encrypted. It contains credentials: overwrite it when it is not needed any more. */
      readonly content: Uint8Array;
    }
  | {
      readonly ok: false;
      readonly problem: 'not-encrypted' | 'no-key' | 'wrong-key' | 'damaged';
      readonly why: Statement;
    };

type Failed = Extract<Decryption, { readonly ok: false }>;

/**
 * Decrypts a configuration (`.cnf.xml.enc.sgn`) with a phone's private key: AES-128-CBC, whose key is in the header
 * under RSAES-PKCS1-v1_5, and over the plain text a digest, which alone says that it is right. The outer signature is not
 * looked at. Every buffer with the symmetric key is zeros when the promise settles. Rejects for nothing in a file.
 *
 * A key that does not open the symmetric key is a wrong one, unless its certificate is the one that is needed. If it
 * opens it, all that is wrong after that is damage.
 *
 * @param ring its keys may be of several phones: those of the needed certificate are tried first.
 * @param needed the certificate that the minimal configuration names; null if nobody knows.
 */
export async function decryptConfiguration(
  file: Pick<SignedFile, 'header' | 'content'>,
  ring: KeyRing,
  needed: NamedCertificate | null,
): Promise<Decryption> {
  const encryption = encryptionOf(file);
  if (encryption === null) return failed('not-encrypted', state('not-encrypted', {}));
  const { wrappedKey } = encryption;
  if (wrappedKey === null) return missing('wrappedKey');
  if (ring.keys.length === 0) return withoutKey(ring);
  const keys = candidatesOf(ring, needed);
  const fitting = keys.filter(({ bits }) => bytesOf(bits) === wrappedKey.length);
  if (fitting.length === 0) return ofOtherSize(keys, wrappedKey.length, encryption);
  const { min, max } = verifiableRsaBits;
  if (wrappedKey.length * 8 < min || wrappedKey.length * 8 > max) {
    return failed('wrong-key', state('key-not-computed', { bits: wrappedKey.length * 8, min, max }));
  }

  let damage: Failed | null = null;
  for (const key of fitting.slice(0, limits.triedKeys)) {
    const decrypted = await withKey(key, wrappedKey, (aesKey) => decryptContent(file.content, aesKey, encryption));
    if (decrypted?.ok === true) return decrypted;
    damage ??= decrypted;
  }
  return damage ?? wrongKey(fitting, needed);
}

function withoutKey({ refused: [other] }: KeyRing): Failed {
  if (other === undefined) return failed('no-key', state('no-private-key', {}));
  return failed('wrong-key', state('not-an-rsa-key', { key: other.name, algorithm: other.algorithm }));
}

/** The RSA keys, those of the certificate that is needed before all others. */
function candidatesOf({ keys, certificates }: KeyRing, needed: NamedCertificate | null): readonly CandidateKey[] {
  const md5sOfKey = new Map<string, string[]>();
  for (const { publicKeyValue, details } of certificates) {
    if (publicKeyValue === null) continue;
    const id = hex(publicKeyValue);
    const known = md5sOfKey.get(id) ?? [];
    known.push(details.md5);
    md5sOfKey.set(id, known);
  }
  const all = keys.map(({ pkcs8, bits, publicKey }) => ({ pkcs8, bits, md5s: md5sOfKey.get(hex(publicKey)) ?? [] }));
  const isNeeded = ({ md5s }: CandidateKey): boolean => needed !== null && md5s.includes(needed.md5);
  return [...all.filter(isNeeded), ...all.filter((key) => !isNeeded(key))];
}

function bytesOf(bits: number): number {
  return Math.ceil(bits / 8);
}

/** Passes the symmetric key to `use`, if the private key opens it, and overwrites it then. Null if it does not. */
async function withKey<T>(
  key: CandidateKey,
  wrappedKey: Uint8Array,
  use: (aesKey: Uint8Array) => Promise<T>,
): Promise<T | null> {
  const opening = new Opening();
  try {
    await opening.pause();
    const aesKey = unwrapKey(key, wrappedKey, aesBytes, opening);
    return aesKey === null ? null : await use(aesKey);
  } finally {
    opening.wipe();
  }
}

/** Decrypts with the right key, so that all that fails is damage. */
async function decryptContent(
  content: Uint8Array,
  aesKey: Uint8Array,
  { iv, paddingLength, contentDigestAlgorithm, contentDigest }: Encryption,
): Promise<Decryption> {
  const digest = digestNames.get(contentDigestAlgorithm ?? 0);
  if (iv?.length !== aesBytes) return missing('iv');
  if (paddingLength === null) return missing('paddingLength');
  if (digest === undefined) return missing('contentDigestAlgorithm');
  if (contentDigest === null) return missing('contentDigest');
  const { length } = content;
  if (length % aesBytes !== 0) return failed('damaged', state('not-whole-blocks', { length }));
  if (paddingLength > Math.min(aesBytes, length)) {
    return failed('damaged', state('padding-too-long', { padding: paddingLength }));
  }
  const padded = await decryptBlocks(content, aesKey, iv);
  const plain = padded.subarray(0, length - paddingLength);
  if (sameBytes(await digestOf(digest, plain), contentDigest)) return { ok: true, content: plain };
  padded.fill(0);
  return failed('damaged', state('content-damaged', { digest }));
}

/**
 * AES-CBC without padding of its own. WebCrypto insists on PKCS#7, so a block is added that decrypts to nothing else.
 *
 * @param content whole blocks.
 */
async function decryptBlocks(content: Uint8Array, aesKey: Uint8Array, iv: Uint8Array): Promise<Uint8Array> {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', unshared(aesKey), 'AES-CBC', false, ['encrypt', 'decrypt']);
  const last = content.length === 0 ? iv : content.subarray(-aesBytes);
  const padding = await subtle.encrypt({ name: 'AES-CBC', iv: unshared(last) }, key, new Uint8Array());
  const blocks = new Uint8Array(content.length + aesBytes);
  blocks.set(content);
  blocks.set(new Uint8Array(padding), content.length);
  return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv: unshared(iv) }, key, blocks));
}

/** No key has as many bits as the one that the file was encrypted for, unless the header contradicts itself. */
function ofOtherSize(keys: readonly CandidateKey[], length: number, { keyBits }: Encryption): Failed {
  if (keyBits === null) return missing('keyBits');
  if (bytesOf(keyBits) !== length) {
    return failed('damaged', state('key-length-differs', { bits: keyBits, length }));
  }
  const bits = [...new Set(keys.map((key) => String(key.bits)))];
  return failed('wrong-key', state('key-size', { bits, needed: keyBits }));
}

function wrongKey(fitting: readonly CandidateKey[], needed: NamedCertificate | null): Failed {
  const tried = fitting.slice(0, limits.triedKeys);
  const known = tried.flatMap(({ md5s }) => md5s);
  if (needed !== null && known.includes(needed.md5)) {
    return failed('damaged', state('wrapped-key-damaged', { minimal: needed.file }));
  }
  if (tried.length < fitting.length) {
    return failed('wrong-key', state('too-many-keys', { count: fitting.length, most: limits.triedKeys }));
  }
  if (needed === null) return failed('wrong-key', state('not-this-key', {}));
  const [given] = known;
  const named = { minimal: needed.file, needed: needed.md5 };
  if (given !== undefined && fitting.length === 1) {
    return failed('wrong-key', state('not-this-certificate', { ...named, given }));
  }
  return failed('wrong-key', state('not-the-named-certificate', named));
}

function missing(element: keyof Encryption): Failed {
  return failed('damaged', state('element-missing', { element: signedTagName(EncryptionTag[element]) }));
}

function failed(problem: Failed['problem'], why: Statement): Failed {
  return { ok: false, problem, why };
}
