import { fill, h } from './dom';

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
}

/** A list of rows of one height, of which only those in sight are in the document. */
export class VirtualList {
  readonly #content = h('div', { class: 'virtual-content', role: 'presentation' });
  readonly #options: Options;
  #count = 0;
  #drawn = '';

  constructor(options: Options) {
    this.#options = options;
    const { scroller } = options;
    scroller.appendChild(this.#content);
    drawnInSight(scroller, () => {
      this.#draw();
    });
  }

  /** Shows `count` rows, all drawn again. */
  show(count: number): void {
    this.#count = count;
    this.#content.style.height = `${count * this.#options.rowHeight}px`;
    this.refresh();
  }

  /** Draws the rows in sight again. */
  refresh(): void {
    this.#drawn = '';
    this.#draw();
  }

  /** Scrolls as little as it takes to have a row in sight. */
  reveal(index: number): void {
    const { scroller, rowHeight } = this.#options;
    const top = index * rowHeight + this.#content.offsetTop;
    const bottom = top + rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
    this.#draw();
  }

  /** Rows that fit in sight. */
  get pageSize(): number {
    return Math.max(1, Math.floor(this.#options.scroller.clientHeight / this.#options.rowHeight));
  }

  #draw(): void {
    const { scroller, rowHeight, render, pinned } = this.#options;
    const top = scroller.scrollTop - this.#content.offsetTop;
    const first = Math.max(0, Math.floor(top / rowHeight) - spare);
    const last = Math.min(this.#count - 1, Math.ceil((top + scroller.clientHeight) / rowHeight) + spare);
    const pin = pinned?.() ?? null;
    const drawn = `${first} ${last} ${pin ?? ''}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;

    const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, position) => first + position);
    if (pin !== null && pin < this.#count && (pin < first || pin > last)) indexes.push(pin);
    const rows = indexes.map((index) => {
      const row = render(index);
      row.style.top = `${index * rowHeight}px`;
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
