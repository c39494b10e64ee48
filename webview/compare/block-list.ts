import { h } from '../shared/dom';
import { drawnInSight } from '../shared/virtual-list';

/** CSS pixels above and below the visible part that are drawn, so that scrolling does not outrun drawing. */
const spare = 400;

interface Options {
  /** The element that scrolls; its style sheet turns the browser's own scroll anchoring off. */
  readonly scroller: HTMLElement;
  readonly render: (index: number) => HTMLElement;
  /** A block's height before it was drawn, in CSS pixels. */
  readonly estimate: (index: number) => number;
  /** A block that stays in the document wherever the list is scrolled to. */
  readonly pinned: () => number | null;
}

/**
 * A list of blocks of different heights, of which only those in sight are in the document. Heights are estimated until
 * a block is drawn; what is in sight keeps its place when the heights above it turn out to be others.
 */
export class BlockList {
  readonly #options: Options;
  readonly #content = h('div', { class: 'block-list', role: 'presentation' });
  readonly #drawn = new Map<number, HTMLElement>();
  readonly #sizes: ResizeObserver;
  /** Where each block begins; the last entry is where the last one ends. */
  #tops = new Float64Array(1);

  constructor(options: Options) {
    this.#options = options;
    const { scroller } = options;
    scroller.appendChild(this.#content);
    this.#sizes = drawnInSight(scroller, () => {
      this.#draw();
    });
  }

  /** Shows `count` blocks, all drawn again. */
  show(count: number): void {
    const tops = new Float64Array(count + 1);
    for (let index = 0; index < count; index += 1) tops[index + 1] = (tops[index] ?? 0) + this.#options.estimate(index);
    this.#tops = tops;
    for (const block of this.#drawn.values()) this.#remove(block);
    this.#drawn.clear();
    this.#draw();
  }

  /** Draws a block again, where it is drawn. */
  refresh(index: number): void {
    const old = this.#drawn.get(index);
    if (old === undefined) return;
    const block = this.#options.render(index);
    const hadFocus = old.contains(document.activeElement);
    this.#sizes.unobserve(old);
    old.replaceWith(block);
    this.#sizes.observe(block);
    this.#drawn.set(index, block);
    if (hadFocus) block.focus({ preventScroll: true });
    this.#draw();
  }

  /** The element of a block, where it is drawn. */
  block(index: number): HTMLElement | null {
    return this.#drawn.get(index) ?? null;
  }

  /** The blocks that are drawn. */
  get drawn(): readonly number[] {
    return [...this.#drawn.keys()];
  }

  /** What is at the upper edge: a block, and how many CSS pixels of it are above. */
  get place(): { readonly index: number; readonly within: number } {
    const { scrollTop } = this.#options.scroller;
    const index = this.at(scrollTop);
    return { index, within: scrollTop - this.#top(index) };
  }

  /** Brings a place to the upper edge, whatever has changed above it. */
  scrollTo(index: number, within: number): void {
    this.#options.scroller.scrollTop = this.#top(index) + within;
    this.#draw();
  }

  /** Scrolls as little as it takes to have a block in sight; one that is higher than that, by its beginning. */
  reveal(index: number): void {
    const { scroller } = this.#options;
    // Heights on the way are estimates, which drawing corrects; then the place is another.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const [top, bottom] = [this.#top(index), this.#top(index + 1)];
      const from = scroller.scrollTop;
      if (top < from || bottom - top > scroller.clientHeight) scroller.scrollTop = top;
      else if (bottom > from + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
      this.#draw();
      if (scroller.scrollTop === from) return;
    }
  }

  /** The block at a place of the scrolled content. */
  at(top: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#top(middle + 1) <= top) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, Math.max(0, this.#count - 1));
  }

  get #count(): number {
    return this.#tops.length - 1;
  }

  #top(index: number): number {
    return this.#tops[Math.min(index, this.#count)] ?? 0;
  }

  #draw(): void {
    const { scroller, pinned } = this.#options;
    const anchor = this.at(scroller.scrollTop);
    const within = scroller.scrollTop - this.#top(anchor);
    // What is drawn takes other room than was estimated: then other blocks are in sight.
    for (let pass = 0; pass < 3; pass += 1) {
      const from = Math.max(0, this.#top(anchor) + within - spare);
      const first = this.at(from);
      const last = this.#count === 0 ? -1 : this.at(from + scroller.clientHeight + 2 * spare);
      this.#keep(first, last, pinned());
      if (!this.#measure()) break;
    }
    this.#content.style.height = `${this.#top(this.#count)}px`;
    for (const [index, block] of this.#drawn) block.style.top = `${this.#top(index)}px`;
    const top = this.#top(anchor) + within;
    if (Math.abs(scroller.scrollTop - top) >= 1) scroller.scrollTop = top;
  }

  /** Has exactly these blocks in the document, in order. */
  #keep(first: number, last: number, pin: number | null): void {
    for (const [index, block] of this.#drawn) {
      if ((index >= first && index <= last) || index === pin) continue;
      this.#remove(block);
      this.#drawn.delete(index);
    }
    const wanted = Array.from({ length: Math.max(0, last - first + 1) }, (_, position) => first + position);
    if (pin !== null && pin < this.#count && (pin < first || pin > last)) wanted.push(pin);
    for (const index of wanted.filter((one) => !this.#drawn.has(one)).sort((a, b) => a - b)) {
      const block = this.#options.render(index);
      const behind = [...this.#drawn.keys()].filter((other) => other > index);
      const next = behind.length === 0 ? null : (this.#drawn.get(Math.min(...behind)) ?? null);
      this.#content.insertBefore(block, next);
      this.#sizes.observe(block);
      this.#drawn.set(index, block);
    }
  }

  /** Takes the heights of what is drawn; true where one is another than it was. */
  #measure(): boolean {
    const changes: { readonly index: number; readonly by: number }[] = [];
    for (const [index, block] of this.#drawn) {
      const by = block.offsetHeight - (this.#top(index + 1) - this.#top(index));
      if (Math.abs(by) >= 0.5) changes.push({ index, by });
    }
    if (changes.length === 0) return false;
    changes.sort((a, b) => a.index - b.index);
    const tops = this.#tops;
    let sum = 0;
    let next = 0;
    for (let index = changes[0]?.index ?? 0; index < this.#count; index += 1) {
      if (changes[next]?.index === index) sum += changes[next++]?.by ?? 0;
      tops[index + 1] = (tops[index + 1] ?? 0) + sum;
    }
    return true;
  }

  #remove(block: HTMLElement): void {
    this.#sizes.unobserve(block);
    block.remove();
  }
}
