import { t } from '../words/translate';

/** One block of a PEM file (RFC 7468, and RFC 1421 for the headers of legacy private keys). */
export interface PemBlock {
  /** `CERTIFICATE`, `PKCS7`, `RSA PRIVATE KEY`, … */
  readonly label: string;
  /** Header lines such as `DEK-Info`, by name; empty in all but legacy encrypted keys. */
  readonly headers: ReadonlyMap<string, string>;
  /** The decoded bytes; empty if `error` is set. */
  readonly der: Uint8Array;
  /** Offset of `-----BEGIN` in bytes from the start of the file. */
  readonly offset: number;
  /** Why the block could not be read, in one sentence. */
  readonly error: string | null;
}

/** Chunks stay below the number of arguments that a call takes. */
const chunkBytes = 8192;

/** The bytes as a PEM block: 64 characters a line, and a line end at the end. */
export function encodePem(label: string, der: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < der.length; start += chunkBytes) {
    binary += String.fromCharCode(...der.subarray(start, start + chunkBytes));
  }
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const dashes = ascii('-----');
const begin = ascii('-----BEGIN ');
const [lineFeed, carriageReturn, space, tab, equals] = [0x0a, 0x0d, 0x20, 0x09, 0x3d];

/**
 * Every block of a file, in order. Text before, between and after the blocks is passed over, as openssl does. The file
 * stays bytes: a private key in it never becomes a string, which nothing could overwrite.
 */
export function readPem(bytes: Uint8Array): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let at = find(bytes, begin, 0); at !== -1;) {
    const labelStart = at + begin.length;
    const labelEnd = find(bytes, dashes, labelStart);
    if (labelEnd === -1) break;
    const label = bytes.subarray(labelStart, labelEnd);
    const isLabel = !label.some(isLineEnd);
    if (isLabel) blocks.push(readBlock(bytes, label, at, labelEnd + dashes.length));
    at = find(bytes, begin, isLabel ? labelEnd + dashes.length : labelStart);
  }
  return blocks;
}

function readBlock(bytes: Uint8Array, labelBytes: Uint8Array, offset: number, start: number): PemBlock {
  const label = decoder.decode(labelBytes);
  const fail = (error: string): PemBlock => ({ label, headers: new Map(), der: new Uint8Array(), offset, error });
  const end = find(bytes, dashes, start);
  if (end === -1) return fail(t('The {label} block at byte {offset} has no END line.', { label, offset }));
  if (!startsWith(bytes, end, ascii(`-----END ${label}-----`))) {
    return fail(
      t('The {label} block at byte {offset} must end with its own END line; byte {end} starts another.', {
        label,
        offset,
        end,
      }),
    );
  }
  const { headers, bodyStart } = readHeaders(bytes.subarray(0, end), start);
  const der = decodeBase64(bytes.subarray(bodyStart, end));
  if (typeof der === 'number') {
    return fail(
      t('The {label} block at byte {offset} is not base64 at byte {at}.', { label, offset, at: bodyStart + der }),
    );
  }
  return { label, headers, der, offset, error: null };
}

/**
 * Header lines, which an empty line ends; a line that begins with a space continues the one before it. A block whose
 * first line has no colon has no headers.
 */
function readHeaders(bytes: Uint8Array, start: number): { headers: Map<string, string>; bodyStart: number } {
  const none = { headers: new Map<string, string>(), bodyStart: start };
  const headers = new Map<string, string>();
  let last = '';
  let at = start;
  while (at < bytes.length && isSpace(bytes[at] ?? 0)) at += 1;
  for (;;) {
    const lineEnd = bytes.indexOf(lineFeed, at);
    if (lineEnd === -1) return none;
    const line = bytes.subarray(at, lineEnd);
    at = lineEnd + 1;
    const colon = line.indexOf(0x3a);
    if (line.every(isSpace)) {
      return headers.size === 0 ? none : { headers, bodyStart: at };
    }
    const continues = line[0] === space || line[0] === tab;
    if (continues && headers.size > 0) {
      headers.set(last, `${headers.get(last) ?? ''} ${textOf(line)}`);
    } else if (colon > 0 && !line.subarray(0, colon).some(isSpace)) {
      last = textOf(line.subarray(0, colon));
      headers.set(last, textOf(line.subarray(colon + 1)));
    } else {
      return none;
    }
  }
}

const alphabet = ascii('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const notBase64 = 0xff;
/** The six bits of each base64 character, by its code. */
const base64Values = new Uint8Array(256).fill(notBase64);
for (const [value, character] of alphabet.entries()) base64Values[character] = value;

/** The bytes; else the index of the first character that cannot be where it is. */
function decodeBase64(body: Uint8Array): Uint8Array | number {
  const decoded = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let [length, bits, digits, padding] = [0, 0, 0, 0];
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index] ?? 0;
    const value = base64Values[character] ?? notBase64;
    if (isSpace(character)) continue;
    if (value === notBase64 ? character !== equals : padding > 0) return wiped(decoded, index);
    if (value === notBase64) {
      padding += 1;
      continue;
    }
    digits += 1;
    bits = ((bits << 6) | value) & 0xffffff;
    // The second, third and fourth digit of four each complete a byte.
    const place = digits % 4;
    if (place !== 1) decoded[length++] = bits >> (place === 0 ? 0 : 8 - 2 * place);
  }
  const rest = digits % 4;
  const isPadded = padding === 0 ? rest !== 1 : rest > 1 && rest + padding === 4;
  return isPadded ? decoded.subarray(0, length) : wiped(decoded, body.length);
}

/** Overwrites what was decoded so far, which may be part of a private key. */
function wiped(decoded: Uint8Array, index: number): number {
  decoded.fill(0);
  return index;
}

function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, at, wanted)) return at;
  }
  return -1;
}

function startsWith(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

function isLineEnd(octet: number): boolean {
  return octet === lineFeed || octet === carriageReturn;
}

/** Space, tab and the line ends. */
function isSpace(octet: number): boolean {
  return octet === space || (octet >= tab && octet <= carriageReturn);
}

function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes).trim();
}

function ascii(text: string): Uint8Array {
  return encoder.encode(text);
}
