import { h } from './dom';

/** A word in a pill, in VS Code's colours for badges. */
export function badge(text: string): HTMLElement {
  return h('span', { class: 'badge' }, text);
}
