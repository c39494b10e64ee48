import { h } from '../shared/dom';

const narrowest = 160;
/** What is left for the other side at least, in CSS pixels. */
const other = 280;
const step = 16;

/** The border between outline and detail, moved with the pointer or with arrow keys. */
export function splitter(container: HTMLElement, kept: number | null, onChange: (width: number) => void): HTMLElement {
  let width = kept;
  const set = (wanted: number): void => {
    width = Math.round(Math.max(narrowest, Math.min(container.clientWidth - other, wanted)));
    container.style.setProperty('--outline-width', `${width}px`);
    element.setAttribute('aria-valuenow', String(width));
    onChange(width);
  };
  const present = (): number => element.getBoundingClientRect().left - container.getBoundingClientRect().left;
  const element: HTMLElement = h('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: 0,
    attributes: {
      'aria-orientation': 'vertical',
      'aria-label': 'Width of the outline',
      'aria-valuemin': narrowest,
      'aria-valuenow': kept ?? 260,
    },
    on: {
      pointerdown: (event) => {
        element.setPointerCapture(event.pointerId);
        event.preventDefault();
      },
      pointermove: (event) => {
        if (element.hasPointerCapture(event.pointerId)) set(event.clientX - container.getBoundingClientRect().left);
      },
      keydown: (event) => {
        const direction = { ArrowLeft: -step, ArrowRight: step }[event.key];
        if (direction === undefined) return;
        event.preventDefault();
        set(present() + direction);
      },
    },
  });
  if (width !== null) container.style.setProperty('--outline-width', `${width}px`);
  return element;
}
