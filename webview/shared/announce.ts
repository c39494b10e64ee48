import { h } from './dom';

const region = h('div', { class: 'visually-hidden', role: 'status', attributes: { 'aria-live': 'polite' } });

/** Has a screen reader say something that shows elsewhere, or nowhere. */
export function announce(text: string): void {
  if (!region.isConnected) document.body.appendChild(region);
  region.textContent = text;
}
