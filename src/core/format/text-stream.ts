import { joined } from './bytes';

/** What the first bytes tell: the mark of an encoding, or every other byte of UTF-16 without one. */
const encodings = [
  { encoding: 'utf-16le', begins: ([a, b]: Uint8Array) => a === 0xff && b === 0xfe },
  { encoding: 'utf-16be', begins: ([a, b]: Uint8Array) => a === 0xfe && b === 0xff },
  { encoding: 'utf-16le', begins: ([a = 0, b, c = 0, d]: Uint8Array) => a > 8 && b === 0 && c > 8 && d === 0 },
  { encoding: 'utf-16be', begins: ([a, b = 0, c, d = 0]: Uint8Array) => a === 0 && b > 8 && c === 0 && d > 8 },
] as const;

/** Bytes that tell the encoding. */
const telling = 512;

/** What bytes are that are not text. */
export type NoText = 'list or signed file' | 'binary';

/**
 * The text of bytes that come in pieces: UTF-16, or UTF-8, or, from the first piece on that is not UTF-8, Latin-1 as
 * Windows has it.
 */
export class TextStream {
  /** Bytes of the beginning, as long as they do not tell the encoding. */
  #beginning: readonly Uint8Array[] = [];
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  /** The first bytes of a UTF-8 character that goes on in the next piece. */
  #cut: Uint8Array = new Uint8Array();
  /** Null for text. */
  noText: NoText | null = null;

  push(bytes: Uint8Array): string {
    if (this.#decoder !== null) return this.#decode(this.#decoder, bytes);
    this.#beginning = [...this.#beginning, bytes];
    return this.#beginning.reduce((sum, { length }) => sum + length, 0) < telling ? '' : this.#begin();
  }

  end(): string {
    const beginning = this.#decoder === null ? this.#begin() : '';
    const cut = this.#cut;
    this.#cut = new Uint8Array();
    const last = cut.length === 0 ? '' : new TextDecoder('latin1').decode(cut);
    return beginning + last + (this.#decoder?.decode() ?? '');
  }

  #begin(): string {
    const bytes = joined(this.#beginning);
    this.#beginning = [];
    const encoding = encodings.find(({ begins }) => begins(bytes))?.encoding ?? 'utf-8';
    if (encoding === 'utf-8' && bytes.subarray(0, telling).includes(0)) {
      // The VERSION of a list or a signed file: tag, length of two bytes.
      this.noText = bytes[0] === 1 && bytes[1] === 0 && bytes[2] === 2 ? 'list or signed file' : 'binary';
    }
    this.#decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' && this.noText === null });
    return this.#decode(this.#decoder, bytes);
  }

  #decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
    if (!decoder.fatal) return decoder.decode(bytes, { stream: true });
    const all = this.#cut.length === 0 ? bytes : joined([this.#cut, bytes]);
    const whole = all.length - cutCharacter(all);
    this.#cut = all.slice(whole);
    try {
      return decoder.decode(all.subarray(0, whole), { stream: true });
    } catch {
      this.#cut = new Uint8Array();
      this.#decoder = new TextDecoder('latin1');
      return this.#decoder.decode(all, { stream: true });
    }
  }
}

/** The text of bytes that are there as a whole. */
export function wholeText(bytes: Uint8Array): string {
  const stream = new TextStream();
  return stream.push(bytes) + stream.end();
}

/** Bytes at the end that begin a character of UTF-8 and do not end it. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
