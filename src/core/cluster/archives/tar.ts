import { joined } from '../../format/bytes';

/** A part of a tar archive: a member begins, some of its bytes, its end; a header that is broken. */
export type TarEvent =
  | { readonly kind: 'member'; readonly name: string; readonly type: 'file' | 'other'; readonly size: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' | 'damage' };

const block = 512;
/** Bytes of a header of the formats PAX and GNU that are kept: names, mostly. */
const longestExtension = 64 * 1024;
/** Blocks behind damage in which the next header is looked for: as long as a list is. */
const mostSkipped = 200_000;

/** True if a block is a header: its checksum is that of its bytes, with blanks in the place of the checksum. */
export function isTarHeader(bytes: Uint8Array): boolean {
  if (bytes.length < block) return false;
  const declared = octal(bytes.subarray(148, 156));
  let [unsigned, signed] = [8 * 0x20, 8 * 0x20];
  for (let at = 0; at < block; at += 1) {
    if (at >= 148 && at < 156) continue;
    const byte = bytes[at] ?? 0;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return bytes[0] !== 0 && (declared === unsigned || declared === signed);
}

/**
 * Reads a tar archive (POSIX ustar and pax, GNU, and the old one) that comes in pieces.
 *
 * Header, 512 bytes: name 100, mode, owner and group 3 × 8, size 12, time 12, checksum 8, type 1, link 100, magic 8,
 * names of owner and group 2 × 32, device 2 × 8, prefix 155. Numbers are octal digits; a size whose first bit is set is
 * binary. Then the content, filled up with zeros to a block.
 */
export class TarStream {
  #rest: Uint8Array = new Uint8Array();
  /** Bytes of the member, and of its filling, that are still to come. */
  #content = 0;
  #filling = 0;
  /** Null while bytes are those of a file, or of something that is passed over. */
  #extension: { readonly type: string; readonly parts: Uint8Array[] } | null = null;
  #isFile = false;
  #longName: string | null = null;
  #longSize: number | null = null;
  #skipped = 0;
  isAtEnd = false;

  /** True if the archive ends in the middle of a member. */
  get isInside(): boolean {
    return this.#content > 0;
  }

  *push(bytes: Uint8Array): Generator<TarEvent> {
    let at = 0;
    while (at < bytes.length && !this.isAtEnd) {
      if (this.#content > 0) {
        const taken = bytes.subarray(at, at + Math.min(this.#content, bytes.length - at));
        at += taken.length;
        yield* this.#takeContent(taken);
      } else if (this.#filling > 0) {
        const passed = Math.min(this.#filling, bytes.length - at);
        this.#filling -= passed;
        at += passed;
      } else {
        const wanted = block - this.#rest.length;
        this.#rest = joined([this.#rest, bytes.subarray(at, at + wanted)]);
        at += wanted;
        if (this.#rest.length < block) return;
        const header = this.#rest;
        this.#rest = new Uint8Array();
        yield* this.#takeHeader(header);
      }
    }
  }

  *#takeContent(bytes: Uint8Array): Generator<TarEvent> {
    this.#content -= bytes.length;
    if (this.#extension !== null) this.#extension.parts.push(bytes.slice());
    else if (this.#isFile) yield { kind: 'bytes', bytes };
    if (this.#content === 0) yield* this.#endMember();
  }

  *#endMember(): Generator<TarEvent> {
    if (this.#isFile) yield { kind: 'end' };
    this.#isFile = false;
    if (this.#extension === null) return;
    const { type, parts } = this.#extension;
    this.#extension = null;
    const bytes = joined(parts);
    if (type === 'L') this.#longName = text(bytes);
    else if (type === 'x') this.#takePax(bytes);
  }

  /** Lines of the format pax: `length key=value`, the length that of the whole line. */
  #takePax(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const blank = bytes.indexOf(0x20, at);
      const length = blank === -1 ? Number.NaN : Number(text(bytes.subarray(at, blank)));
      if (!Number.isInteger(length) || length <= 0) return;
      const [key = '', ...value] = text(bytes.subarray(blank + 1, at + length - 1)).split('=');
      if (key === 'path') this.#longName = value.join('=');
      if (key === 'size') this.#longSize = Number(value.join('='));
      at += length;
    }
  }

  *#takeHeader(header: Uint8Array): Generator<TarEvent> {
    if (!isTarHeader(header)) {
      if (header.every((byte) => byte === 0)) return;
      // A header that is damaged, or what is behind one: the next header is looked for.
      if (this.#skipped === 0) yield { kind: 'damage' };
      this.#skipped += 1;
      this.isAtEnd = this.#skipped > mostSkipped;
      return;
    }
    this.#skipped = 0;
    const type = String.fromCharCode(header[156] ?? 0);
    const declared = sizeOf(header.subarray(124, 136));
    if (type === 'L' || type === 'x' || type === 'g' || type === 'K') {
      this.#open(declared);
      const isKept = declared <= longestExtension && type !== 'g' && type !== 'K';
      this.#extension = isKept ? { type, parts: [] } : null;
      if (declared === 0) yield* this.#endMember();
      return;
    }
    const name = this.#longName ?? nameIn(header);
    const size = this.#longSize ?? declared;
    this.#longName = null;
    this.#longSize = null;
    const isFile = (type === '0' || type === '\0' || type === '7') && !name.endsWith('/');
    // Links, devices and folders have no content, whatever their size says.
    this.#open(isFile || type === 'S' ? size : 0);
    this.#isFile = isFile;
    yield { kind: 'member', name, type: isFile ? 'file' : 'other', size };
    if (this.#content === 0) yield* this.#endMember();
  }

  #open(size: number): void {
    this.#content = Number.isSafeInteger(size) && size > 0 ? size : 0;
    this.#filling = (block - (this.#content % block)) % block;
  }
}

function nameIn(header: Uint8Array): string {
  const name = text(header.subarray(0, 100));
  const isUstar = text(header.subarray(257, 262)) === 'ustar';
  // GNU has times in the place of the prefix.
  const prefix = isUstar && header[262] === 0 ? text(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Up to the first NUL; UTF-8, as archives have it today. */
function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

function octal(bytes: Uint8Array): number {
  const digits = text(bytes).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

function sizeOf(bytes: Uint8Array): number {
  if (((bytes[0] ?? 0) & 0x80) === 0) return octal(bytes);
  return bytes.slice(1).reduce((sum, byte) => sum * 256 + byte, (bytes[0] ?? 0) & 0x7f);
}
