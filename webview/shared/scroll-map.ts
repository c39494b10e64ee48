/**
 * The tallest element, in CSS pixels, that every browser lays out at every zoom: Chromium stops at 2^25 pixels of the
 * screen, Firefox at about 17.9 million, and at 200 % a pixel of the page is two of the screen.
 */
const tallest = 8_000_000;

/**
 * Where the rows of a list are while it is scrolled. What is taller than any element can be is scrolled as a whole, each
 * pixel of the scroll bar standing for more than one.
 */
export class ScrollMap {
  /** Of the element that stands for all rows, in CSS pixels. */
  readonly height: number;
  /** Pixels of the rows for each pixel of the element. */
  readonly #scale: number;

  /** @param view what of the rows is in sight at once, in CSS pixels. */
  constructor(rows: number, view: number) {
    this.height = Math.min(rows, tallest);
    this.#scale = rows <= tallest ? 1 : (rows - view) / (tallest - view);
  }

  /** What of the rows is at the upper edge when the element is scrolled so far. */
  rowsAt(scrolled: number): number {
    return scrolled * this.#scale;
  }

  /** How far the element is scrolled to have this of the rows at the upper edge. */
  scrolledTo(rows: number): number {
    return rows / this.#scale;
  }
}
