import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { Dropped } from '../shared/host';
import { messageOf } from '../shared/message-of';
import { button } from '../shared/toolkit';

interface Options {
  /** What the button says while there is more; null when all is there. */
  readonly label: () => string | null;
  /** Fetches the next part and puts it in its place; gives what of it takes the keyboard. */
  readonly load: () => Promise<HTMLElement | null>;
}

/** Where a list that is shown in parts ends: a button for the next part, until all is there. */
export function moreButton({ label, load }: Options): HTMLElement {
  const element = h('div', { class: 'more' });
  const offer = (): void => {
    const words = label();
    fill(element, words === null ? null : button('secondary', { on: { click: () => void add() } }, words));
  };
  let isLoading = false;
  const add = async (): Promise<void> => {
    // A second press asks for the same part again.
    if (isLoading) return;
    isLoading = true;
    try {
      const hadFocus = element.contains(document.activeElement);
      const first = await load();
      offer();
      if (hadFocus) first?.focus();
    } catch (error) {
      if (!(error instanceof Dropped)) announce(messageOf(error));
    } finally {
      isLoading = false;
    }
  };
  offer();
  return element;
}
