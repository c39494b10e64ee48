import type { Refusal } from './decode';
import { encodedLength, encodeParts } from './encode';
import { decodeUtf8, encryptionFields, findElement, headerFields, type EncryptionFields } from './fields';
import { limits } from './limits';
import type { Part, Problem } from './model';
import { elementOverhead, readRun, u16 } from './reader';
import { EncryptionTag, HeaderTag, isSignedHeaderTag, signedContainerTags } from './tags';
import { t } from '../words/translate';

/**
 * A signed file (`.sgn`, `.sha512`, `.loads`, `.enc.sgn`): a header like a trust list's, then the content as it is.
 * Lossless: `encodeSigned(file)` gives back the bytes that `decodeSigned` read. Values are views of those bytes.
 */
export interface SignedFile {
  /** The parts of the header, in file order. */
  readonly header: readonly Part[];
  /** Bytes that the header really takes; the content begins there. */
  readonly headerLength: number;
  /** Plain content, or AES-128-CBC if the header contains ENCRYPTIONINFO. */
  readonly content: Uint8Array;
  /** Length of the whole file. */
  readonly length: number;
  readonly problems: readonly Problem[];
}

export type DecodedSigned =
  { readonly ok: true; readonly file: SignedFile } | { readonly ok: false; readonly error: Refusal };

/**
 * Reads a signed file. Never throws; a file that does not begin with VERSION, or is larger than is ever read, is
 * refused, other damage becomes `problems`. `bytes` must not change afterwards.
 *
 * Only HEADERLENGTH says where the content begins. If it cannot be right (outside the file, or inside an element), the
 * header ends before the first tag that no header has.
 */
export function decodeSigned(bytes: Uint8Array): DecodedSigned {
  const error = refuse(bytes);
  if (error !== null) return { ok: false, error };

  const containers = signedContainerTags;
  const stop = (offset: number): boolean => !isSignedHeaderTag(bytes[offset] ?? 0);
  const walk = readRun({ bytes, start: 0, end: bytes.length, containers, stop });
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

/** How a configuration is encrypted. What is absent, or not as wide as it should be, is null. */
export type Encryption = Pick<
  EncryptionFields,
  'iv' | 'paddingLength' | 'keyBits' | 'wrappedKey' | 'contentDigestAlgorithm' | 'contentDigest'
>;

/** The encryption of a file's content; null if the content is plain. */
export function encryptionOf(file: Pick<SignedFile, 'header'>): Encryption | null {
  if (findElement(file.header, EncryptionTag.encryptionInfo) === null) return null;
  const { iv, paddingLength, keyBits, wrappedKey, contentDigestAlgorithm, contentDigest } = encryptionFields(
    file.header,
  );
  return { iv, paddingLength, keyBits, wrappedKey, contentDigestAlgorithm, contentDigest };
}

/** `other` is any other file that a TFTP server signs: a ring list, a locale, a dial plan. */
export type SignedKind = 'configuration' | 'encrypted-configuration' | 'firmware' | 'other';

/**
 * What a signed file is: by its encryption elements, by the placeholder signer of firmware, or by its name (FILENAME,
 * or the name on disk if the header has none).
 */
export function signedKind(file: Pick<SignedFile, 'header'>, nameOnDisk: string): SignedKind {
  if (encryptionOf(file) !== null) return 'encrypted-configuration';
  const { signerName, filename } = headerFields(file);
  const name = (filename ?? nameOnDisk).toLowerCase();
  const placeholder = signerName?.startsWith('CN=someSigner;') ?? false;
  if (placeholder || /\.(loads|sbn|zz\.sgn|cop\.sgn)$/.test(name)) return 'firmware';
  return /\.cnf\.xml(\.(sgn|sha512))?$/.test(name) ? 'configuration' : 'other';
}

/** The beginning of the content as text, and whether that is all of it. */
export interface ContentText {
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * The content as text, up to a limit, if it is UTF-8 without control characters other than white space; null for any
 * other.
 */
export function contentText({ header, content }: Pick<SignedFile, 'header' | 'content'>): ContentText | null {
  if (encryptionOf({ header }) !== null) return null;
  const isWhole = content.length <= limits.contentBytes;
  const bytes = isWhole ? content : content.subarray(0, startOfCharacter(content, limits.contentBytes));
  for (const byte of bytes) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return null;
  const text = decodeUtf8(bytes);
  return text === null ? null : { text, isWhole };
}

/** What is shown of a content that is a text, and whether that is only its beginning; null for any other content. */
export function shownText(file: Pick<SignedFile, 'header' | 'content'>): { text: string; isCut: boolean } | null {
  const read = contentText(file);
  if (read === null) return null;
  const text = firstLines(read.text.slice(0, limits.shownCharacters), limits.shownLines);
  return { text, isCut: !read.isWhole || text.length < read.text.length };
}

/** Lines end as XML's do: with a line feed, a carriage return, or both. */
function firstLines(text: string, count: number): string {
  const breaks = /\r\n?|\n/g;
  for (let line = 0; line < count; line += 1) if (breaks.exec(text) === null) return text;
  return text.slice(0, breaks.lastIndex);
}

/** The offset itself, or the one where the UTF-8 character begins that it is in. */
function startOfCharacter(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (offset - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}

function refuse(bytes: Uint8Array): Refusal | null {
  if (bytes.length === 0) return { message: t('The file is empty.'), offset: 0 };
  if (bytes.length > limits.fileBytes) {
    return {
      message: t('Too costly, because the file has {length} bytes, and more than {most} are not read.', {
        length: bytes.length,
        most: limits.fileBytes,
      }),
      offset: limits.fileBytes,
    };
  }
  if (bytes[0] !== HeaderTag.version || u16(bytes, 1) !== 2 || bytes.length < 6) {
    return {
      message: t('Not a signed file: it does not start with VERSION (01 00 02 and two bytes) at offset 0.'),
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

/** Without the bytes at the end that fit no element: they count as content. */
function whole(parts: readonly Part[]): readonly Part[] {
  return parts.filter((part) => part.kind !== 'stray');
}
