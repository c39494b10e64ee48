/** Where an element is scrolled to, kept while its content is replaced, and until it is long enough again. */
export class KeptScroll {
  /** Where it is to be, while the content does not allow it yet. */
  #wanted: number | null = null;
  /** How far the content has allowed it so far. */
  #reached: number | null = null;

  /** @param onMove a person has scrolled, or content was put in its place. */
  constructor(
    private readonly element: HTMLElement,
    onMove: () => void,
  ) {
    element.addEventListener('scroll', () => {
      const isOurs = this.#wanted !== null && (this.#reached === null || element.scrollTop === this.#reached);
      if (isOurs) return;
      this.#wanted = null;
      onMove();
    });
  }

  get top(): number {
    return this.#wanted ?? this.element.scrollTop;
  }

  /** The content that is on its way is to be scrolled to `top`; null leaves that to the content. */
  want(top: number | null): void {
    this.#wanted = top;
    this.#reached = null;
  }

  /** The content is there. @param isComplete nothing is to be added to it. */
  settle(isComplete: boolean): void {
    if (this.#wanted === null) return;
    this.element.scrollTop = this.#wanted;
    this.#reached = this.element.scrollTop;
    if (isComplete || this.#reached === this.#wanted) this.#wanted = null;
  }
}
