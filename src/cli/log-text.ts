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

/** The text of bytes that come in pieces: UTF-8 or UTF-16. */
export class LogText {
  /** Bytes of the beginning, as long as they do not tell the encoding. */
  #beginning: readonly Uint8Array[] = [];
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  /** Null for text. */
  noText: NoText | null = null;

  push(bytes: Uint8Array): string {
    if (this.#decoder !== null) return this.#decoder.decode(bytes, { stream: true });
    this.#beginning = [...this.#beginning, bytes];
    return this.#beginning.reduce((sum, { length }) => sum + length, 0) < telling ? '' : this.#begin();
  }

  end(): string {
    const beginning = this.#decoder === null ? this.#begin() : '';
    return beginning + (this.#decoder?.decode() ?? '');
  }

  #begin(): string {
    const bytes = Buffer.concat(this.#beginning);
    this.#beginning = [];
    const encoding = encodings.find(({ begins }) => begins(bytes))?.encoding ?? 'utf-8';
    if (encoding === 'utf-8' && bytes.subarray(0, telling).includes(0)) {
      // The VERSION of a list or a signed file: tag, length of two bytes.
      this.noText = bytes[0] === 1 && bytes[1] === 0 && bytes[2] === 2 ? 'list or signed file' : 'binary';
    }
    this.#decoder = new TextDecoder(encoding);
    return this.#decoder.decode(bytes, { stream: true });
  }
}
