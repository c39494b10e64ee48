import { fill, h } from './dom';
import { ScrollMap } from './scroll-map';

/** Rows above and below the visible ones that are kept, so that scrolling does not outrun drawing. */
const spare = 12;

interface Options {
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  /** Height of every row in CSS pixels; the style sheet has to agree. */
  readonly rowHeight: number;
  readonly render: (index: number) => HTMLElement;
  /** A row that stays in the document wherever the list is scrolled to. */
  readonly pinned?: () => number | null;
  /** What stays at the top of the scroller, over the rows. */
  readonly head?: HTMLElement;
  /** Of the element that contains the rows. */
  readonly role?: string;
}

/** A list of rows of one height, however many, of which only those in sight are in the document. */
export class VirtualList {
  readonly #content: HTMLElement;
  readonly #options: Options;
  #count = 0;
  #drawn = '';

  constructor(options: Options) {
    this.#options = options;
    const { scroller, role = 'presentation' } = options;
    this.#content = h('div', { class: 'virtual-content', role });
    scroller.appendChild(this.#content);
    drawnInSight(scroller, () => {
      this.#draw();
    });
  }

  /** Shows `count` rows, all drawn again. */
  show(count: number): void {
    this.#count = count;
    this.refresh();
  }

  /** Draws the rows in sight again. */
  refresh(): void {
    this.#drawn = '';
    this.#draw();
  }

  /** Scrolls as little as it takes to have a row in sight. */
  reveal(index: number): void {
    const { rowHeight } = this.#options;
    const top = index * rowHeight;
    const shown = this.#map().rowsAt(this.#scrolled);
    if (top < shown) this.scrollTo(top);
    else if (top + rowHeight > shown + this.#view) this.scrollTo(top + rowHeight - this.#view);
    this.#draw();
  }

  /** What of the rows is at the upper edge, in CSS pixels from the first one. */
  get top(): number {
    return Math.max(0, this.#map().rowsAt(this.#scrolled));
  }

  scrollTo(top: number): void {
    this.#options.scroller.scrollTop = this.#map().scrolledTo(top) + this.#above;
  }

  /** Rows that fit in sight. */
  get pageSize(): number {
    return Math.max(1, Math.floor(this.#view / this.#options.rowHeight));
  }

  /** What is above the rows and scrolls away with them. */
  get #above(): number {
    return this.#content.offsetTop - this.#headHeight;
  }

  get #headHeight(): number {
    return this.#options.head?.offsetHeight ?? 0;
  }

  /** What of the rows can be in sight, in CSS pixels. */
  get #view(): number {
    return Math.max(0, this.#options.scroller.clientHeight - this.#headHeight);
  }

  get #scrolled(): number {
    return this.#options.scroller.scrollTop - this.#above;
  }

  #map(): ScrollMap {
    return new ScrollMap(this.#count * this.#options.rowHeight, this.#view);
  }

  #draw(): void {
    const { rowHeight, render, pinned } = this.#options;
    const map = this.#map();
    const height = `${map.height}px`;
    // First: a lower height changes how far the list is scrolled, which is read next.
    if (this.#content.style.height !== height) this.#content.style.height = height;
    const scrolled = this.#scrolled;
    const top = map.rowsAt(scrolled);
    const first = Math.max(0, Math.floor(top / rowHeight) - spare);
    const last = Math.min(this.#count - 1, Math.ceil((top + this.#view) / rowHeight) + spare);
    const pin = pinned?.() ?? null;
    /** From where a row is to where it is drawn: none, unless the rows are taller than an element can be. */
    const offset = scrolled - top;
    const drawn = `${first} ${last} ${pin ?? ''} ${offset}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;

    const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, position) => first + position);
    if (pin !== null && pin < this.#count && (pin < first || pin > last)) indexes.push(pin);
    const rows = indexes.map((index) => {
      const row = render(index);
      row.style.top = `${Math.min(map.height - rowHeight, Math.max(0, index * rowHeight + offset))}px`;
      return row;
    });
    fill(this.#content, ...rows);
  }
}

/**
 * Has a list draw what comes into sight: where its scroller is scrolled, and where anything observed changes its size.
 */
export function drawnInSight(scroller: HTMLElement, draw: () => void): ResizeObserver {
  scroller.addEventListener('scroll', draw);
  const sizes = new ResizeObserver(draw);
  sizes.observe(scroller);
  return sizes;
}
