import type { Refusal } from './decode';
import { encodedLength, encodeParts } from './encode';
import { decodeUtf8, findElement, headerFields, integerOf } from './fields';
import { limits } from './limits';
import type { Part, Problem } from './model';
import { elementOverhead, readRun, u16 } from './reader';
import { containerTags, HeaderTag, headerTagName, isKnownHeaderTag } from './tags';

/**
 * A signed file (`.sgn`, `.sha512`, `.loads`, `.enc.sgn`): a header like a trust list's, then the content as it is.
 * Lossless: `encodeSigned(file)` gives back the bytes that `decodeSigned` read. Values are views of those bytes.
 */
export interface SignedFile {
  /** The parts of the header, in file order. */
  readonly header: readonly Part[];
  /** Bytes that the header really takes; the content begins there. */
  readonly headerLength: number;
  /** Plain content, or AES-128-CBC where the header holds ENCRYPTIONINFO. */
  readonly content: Uint8Array;
  /** Length of the whole file. */
  readonly length: number;
  readonly problems: readonly Problem[];
}

export type DecodedSigned =
  { readonly ok: true; readonly file: SignedFile } | { readonly ok: false; readonly error: Refusal };

/**
 * Header elements of an encrypted configuration, known from a public implementation (usecallmanagernz/certutils) and
 * printed by no cluster: `16 {17 {18, 19, 20}, 21 {22, 23, 24, 25}}, 26, 27`.
 */
export const EncryptionTag = {
  encryptionInfo: 16,
  ivInfo: 17,
  /** u8, 0 wherever seen. */
  ivUnknown: 18,
  /** 16 bytes. */
  iv: 19,
  /** u16, big-endian: bytes of CR that pad the plain text to whole AES blocks. */
  paddingLength: 20,
  keyInfo: 21,
  /** u8, 0 wherever seen. */
  keyUnknown: 22,
  /** u16, big-endian: bits of the phone's RSA key. */
  keyBits: 23,
  /** u8, 1 wherever seen. */
  keyAlgorithm: 24,
  /** The AES key under RSA PKCS#1 v1.5 for the phone. */
  wrappedKey: 25,
  /** u8, coded as DIGESTALGORTITHM. */
  contentDigestAlgorithm: 26,
  /** Digest of the plain text. */
  contentDigest: 27,
} as const;

const encryptionTagNames: ReadonlyMap<number, string> = new Map([
  [EncryptionTag.encryptionInfo, 'ENCRYPTIONINFO'],
  [EncryptionTag.ivInfo, 'IVINFO'],
  [EncryptionTag.iv, 'IV'],
  [EncryptionTag.paddingLength, 'PADDINGLENGTH'],
  [EncryptionTag.keyInfo, 'KEYINFO'],
  [EncryptionTag.keyBits, 'KEYBITS'],
  [EncryptionTag.keyAlgorithm, 'KEYALGORITHM'],
  [EncryptionTag.wrappedKey, 'WRAPPEDKEY'],
  [EncryptionTag.contentDigestAlgorithm, 'CONTENTDIGESTALGORITHM'],
  [EncryptionTag.contentDigest, 'CONTENTDIGEST'],
]);

const containers: ReadonlySet<number> = new Set([
  ...containerTags,
  EncryptionTag.encryptionInfo,
  EncryptionTag.ivInfo,
  EncryptionTag.keyInfo,
]);

/** The name of a header tag: the cluster's own, and this project's for the elements of encryption. */
export function signedTagName(tag: number): string {
  return encryptionTagNames.get(tag) ?? headerTagName(tag);
}

/**
 * Reads a signed file. Never throws; a file that does not begin with VERSION, or is larger than is ever read, is
 * refused, other damage becomes `problems`. `bytes` must not change afterwards.
 *
 * Only HEADERLENGTH says where the content begins. Where it cannot be right (outside the file, or inside an element),
 * the header ends before the first tag that no header has.
 */
export function decodeSigned(bytes: Uint8Array): DecodedSigned {
  const error = refuse(bytes);
  if (error !== null) return { ok: false, error };

  const inHeader = (offset: number): boolean => isHeaderTag(bytes[offset] ?? 0);
  const walk = readRun({ bytes, start: 0, end: bytes.length, containers, stop: (offset) => !inHeader(offset) });
  const declaration = findElement(walk.parts, HeaderTag.headerLength);
  const declared = declaration?.value.length === 2 ? u16(declaration.value, 0) : null;
  if (declaration !== null && declared !== null && declared > declaration.offset && declared <= bytes.length) {
    const exact = readRun({ bytes, start: 0, end: declared, containers });
    if (!exact.problems.some((problem) => problem.code === 'element-truncated')) {
      return fileOf(bytes, exact.parts, exact.problems, declared);
    }
  }
  const header = whole(walk.parts);
  const end = encodedLength(header);
  const problem: Problem = {
    code: declared === null ? 'header-length-missing' : 'header-length',
    offset: declaration?.offset ?? 0,
    length: declaration === null ? end : elementOverhead + declaration.value.length,
    record: null,
    tag: declaration === null ? null : HeaderTag.headerLength,
    declared,
    actual: declared === null ? null : end,
  };
  return fileOf(bytes, header, [...walk.problems.filter(({ offset }) => offset < end), problem], end);
}

/** The bytes of a signed file: those that it was decoded from, or those that an edit made of it. */
export function encodeSigned(file: Pick<SignedFile, 'header' | 'content'>): Uint8Array {
  const header = encodeParts(file.header);
  const bytes = new Uint8Array(header.length + file.content.length);
  bytes.set(header);
  bytes.set(file.content, header.length);
  return bytes;
}

/** How a configuration is encrypted. What is absent, or has another width than the field's, is null. */
export interface Encryption {
  readonly iv: Uint8Array | null;
  /** Bytes of CR at the end of the plain text. */
  readonly paddingLength: number | null;
  /** Bits of the RSA key that the AES key is wrapped for: the phone's. */
  readonly keyBits: number | null;
  readonly wrappedKey: Uint8Array | null;
  /** As DIGESTALGORTITHM; see `digestNames`. */
  readonly contentDigestAlgorithm: number | null;
  readonly contentDigest: Uint8Array | null;
}

/** The encryption of a file's content; null where the content is plain. */
export function encryptionOf(file: Pick<SignedFile, 'header'>): Encryption | null {
  if (findElement(file.header, EncryptionTag.encryptionInfo) === null) return null;
  const value = (tag: number): Uint8Array | null => findElement(file.header, tag)?.value ?? null;
  const integer = (tag: number, width: number): number | null => {
    const found = value(tag);
    return found?.length === width ? integerOf(found) : null;
  };
  return {
    iv: value(EncryptionTag.iv),
    paddingLength: integer(EncryptionTag.paddingLength, 2),
    keyBits: integer(EncryptionTag.keyBits, 2),
    wrappedKey: value(EncryptionTag.wrappedKey),
    contentDigestAlgorithm: integer(EncryptionTag.contentDigestAlgorithm, 1),
    contentDigest: value(EncryptionTag.contentDigest),
  };
}

/** `other` is any other file that a TFTP server signs: a ring list, a locale, a dial plan. */
export type SignedKind = 'configuration' | 'encrypted-configuration' | 'firmware' | 'other';

/**
 * What a signed file is: by its encryption elements, by the placeholder signer of firmware, and else by its name
 * (FILENAME, or the name on disk where the header has none).
 */
export function signedKind(file: Pick<SignedFile, 'header'>, nameOnDisk: string): SignedKind {
  if (encryptionOf(file) !== null) return 'encrypted-configuration';
  const { signerName, filename } = headerFields(file);
  const name = (filename ?? nameOnDisk).toLowerCase();
  const placeholder = signerName?.startsWith('CN=someSigner;') ?? false;
  if (placeholder || /\.(loads|sbn|zz\.sgn|cop\.sgn)$/.test(name)) return 'firmware';
  return /\.cnf\.xml(\.(sgn|sha512))?$/.test(name) ? 'configuration' : 'other';
}

/** The content as text where it is UTF-8 without control characters other than white space; null for any other. */
export function contentText(file: Pick<SignedFile, 'header' | 'content'>): string | null {
  if (encryptionOf(file) !== null) return null;
  if (file.content.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return null;
  return decodeUtf8(file.content);
}

function refuse(bytes: Uint8Array): Refusal | null {
  if (bytes.length === 0) return { message: 'The file is empty.', offset: 0 };
  if (bytes.length > limits.fileBytes) {
    return {
      message: `The file has ${bytes.length} bytes; nothing above ${limits.fileBytes} is read.`,
      offset: limits.fileBytes,
    };
  }
  if (bytes[0] !== HeaderTag.version || u16(bytes, 1) !== 2 || bytes.length < 6) {
    return {
      message: 'Not a signed file: it does not begin with VERSION (01 00 02 and two bytes) at offset 0.',
      offset: 0,
    };
  }
  return null;
}

function fileOf(
  bytes: Uint8Array,
  header: readonly Part[],
  problems: readonly Problem[],
  headerLength: number,
): DecodedSigned {
  const content = bytes.subarray(headerLength);
  return { ok: true, file: { header, headerLength, content, length: bytes.length, problems } };
}

/** Without the bytes at the end that fit no element: they are content as far as anybody can tell. */
function whole(parts: readonly Part[]): readonly Part[] {
  return parts.filter((part) => part.kind !== 'stray');
}

function isHeaderTag(tag: number): boolean {
  return isKnownHeaderTag(tag) || (tag >= EncryptionTag.encryptionInfo && tag <= EncryptionTag.contentDigest);
}
