import type { LineRegion } from './sarif/result';

/** Finds the lines of a text, which end as the text's readers say: with CR LF, LF or CR. */
export class LineFinder {
  /** Where each line begins. */
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: ending }) => index + ending.length)];
  }

  /** @param end behind the last character. */
  region(start: number, end: number): LineRegion {
    const [startLine, startColumn] = this.#at(start);
    const [endLine, endColumn] = this.#at(Math.max(start, end));
    return { startLine, startColumn, endLine, endColumn };
  }

  /** Line and column, from 1. */
  #at(offset: number): [number, number] {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, offset - (this.#starts[low] ?? 0) + 1];
  }
}
