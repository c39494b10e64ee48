import { h } from '../shared/dom';
import { t } from '../shared/words';

const narrowest = 160;
/** What is left for the other side at least, in CSS pixels. */
const other = 280;
const step = 16;

/** The border between outline and detail, moved with the pointer or with arrow keys. */
export function splitter(container: HTMLElement, kept: number | null, onChange: (width: number) => void): HTMLElement {
  const widest = (): number => Math.max(narrowest, container.clientWidth - other);
  const set = (wanted: number): void => {
    const width = Math.round(Math.max(narrowest, Math.min(widest(), wanted)));
    container.style.setProperty('--outline-width', `${width}px`);
    describe();
    onChange(width);
  };
  const present = (): number => element.getBoundingClientRect().left - container.getBoundingClientRect().left;
  const describe = (): void => {
    element.setAttribute('aria-valuemax', String(widest()));
    element.setAttribute('aria-valuenow', String(Math.round(present())));
  };
  const element: HTMLElement = h('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: 0,
    attributes: {
      'aria-orientation': 'vertical',
      'aria-label': t('Width of the outline'),
      'aria-valuemin': narrowest,
    },
    on: {
      focus: describe,
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
  if (kept !== null) container.style.setProperty('--outline-width', `${kept}px`);
  new ResizeObserver(describe).observe(container);
  return element;
}
