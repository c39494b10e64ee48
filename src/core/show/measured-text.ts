import { characterBytes } from './layout';

/** More bytes than any value has: what cannot be part of a name takes as many. */
const tooMany = 2 ** 20;

/**
 * A text in which names are measured in bytes of the file. Rows may ask about most of the text, each of them: what they
 * ask is worked out once for the whole text.
 */
export class MeasuredText {
  /** Bytes before each character; of a surrogate pair, before both of its halves. */
  readonly #bytes: Float64Array;
  /** Where the white space at each character ends: the character itself if it is something else. */
  readonly #blanksEnd: Uint32Array;
  /** The end of the line of the place that was asked for last. */
  #line: { readonly from: number; readonly end: number; readonly isWhole: boolean } = {
    from: 0,
    end: -1,
    isWhole: true,
  };

  constructor(private readonly text: string) {
    this.#bytes = new Float64Array(text.length + 1);
    let bytes = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.codePointAt(at) ?? 0;
      bytes += isLineBreak(code) ? tooMany : (characterBytes(code) ?? tooMany);
      if (code > 0xffff) {
        at += 1;
        this.#bytes[at] = this.#bytes[at - 1] ?? 0;
      }
      this.#bytes[at + 1] = bytes;
    }
    this.#blanksEnd = Uint32Array.from({ length: text.length + 1 }, (_, at) => at);
    for (const { 0: blanks, index } of text.matchAll(/\s+/g)) {
      this.#blanksEnd.fill(index + blanks.length, index, index + blanks.length);
    }
  }

  /** Offset behind the text at `start` that takes `bytes` bytes; null if the line has no such text. */
  endOf(start: number, bytes: number): number | null {
    const wanted = (this.#bytes[start] ?? 0) + bytes;
    let [low, high] = [start, this.text.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bytes[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.#bytes[low] === wanted ? low : null;
  }

  /** Offset behind the white space at `from`, if there is any. */
  behindBlanks(from: number): number {
    return this.#blanksEnd[from] ?? from;
  }

  /**
   * The end of the line of `from`: offset of its line break, or of the end of the text. `isWhole` is false for a
   * carriage return that no line feed follows.
   */
  lineEnd(from: number): { readonly end: number; readonly isWhole: boolean } {
    if (from < this.#line.from || from > this.#line.end) {
      const lineBreak = /[\r\n]/g;
      lineBreak.lastIndex = from;
      const end = lineBreak.exec(this.text)?.index ?? this.text.length;
      const rest = /\r*(?:\n|$)/y;
      rest.lastIndex = end;
      this.#line = { from, end, isWhole: rest.test(this.text) };
    }
    return this.#line;
  }
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
