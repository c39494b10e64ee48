import { fill, h, type Child } from './dom';

/** A page that is drawn again as a whole: what it is scrolled to and what has the keyboard stay as they were. */
export class WholePage {
  readonly element = h('main', { tabindex: -1 });
  #isDrawn = false;

  /**
   * @param top what it was scrolled to when VS Code unloaded it, in CSS pixels.
   * @param onScroll hears what it is scrolled to, to be kept.
   */
  constructor(
    private readonly top: number,
    onScroll: (top: number) => void,
  ) {
    this.element.addEventListener('scroll', () => {
      onScroll(this.element.scrollTop);
    });
    window.addEventListener('focus', () => {
      this.#takeFocus();
    });
  }

  draw(...children: readonly Child[]): void {
    const top = this.#isDrawn ? this.element.scrollTop : this.top;
    this.#isDrawn = true;
    this.keepFocus(() => {
      fill(this.element, ...children);
      this.element.scrollTop = top;
    });
  }

  /** Draws a part of the page again: what has the keyboard and an id has it afterwards, else the page as a whole. */
  keepFocus(draw: () => void): void {
    const focused = document.activeElement?.id ?? '';
    draw();
    if (focused !== '') document.getElementById(focused)?.focus({ preventScroll: true });
    this.#takeFocus();
  }

  /** The page scrolls by keyboard once VS Code has put it into the window, and after what had it is gone. */
  #takeFocus(): void {
    if (document.hasFocus() && document.activeElement === document.body) this.element.focus({ preventScroll: true });
  }
}
