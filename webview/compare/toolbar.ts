import type { Direction } from '../../src/extension/compare/protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { count } from '../shared/format';
import { icon, type IconName } from '../shared/icons';
import { button, textField } from '../shared/toolkit';
import type { Filter } from './state';

interface Actions {
  readonly go: (to: Direction) => void;
  readonly filter: (filter: Filter) => void;
  readonly search: (text: string) => void;
  readonly compareAsText: () => void;
  readonly copy: (format: 'text' | 'markdown') => Promise<void>;
}

const filters: readonly { readonly value: Filter; readonly label: string; readonly title: string }[] = [
  { value: 'all', label: 'All', title: 'Show every record; runs of unchanged ones are folded' },
  { value: 'differences', label: 'Differences', title: 'Show what differs, in form too' },
  { value: 'meaning', label: 'Meaning Only', title: 'Show what differs in meaning, and hide differences of form' },
];

/** For how long a button shows that it has copied, in milliseconds. */
const confirmation = 1500;

/** The bar between the summary and the records: ways through the differences, filters, and what to do with the result. */
export class Toolbar {
  readonly #position = h('span', { class: 'position', role: 'status' });
  readonly #radios = new Map<Filter, HTMLInputElement>();
  readonly #search;
  readonly element: HTMLElement;

  constructor(
    private readonly actions: Actions,
    kept: { readonly filter: Filter; readonly search: string },
  ) {
    this.#search = textField(
      'Filter records by function, name or serial number',
      {
        class: 'search',
        title: 'Function, name or serial number (/ or Ctrl+F)',
        attributes: { placeholder: 'Filter records' },
      },
      actions.search,
    );
    this.#search.value = kept.search;
    this.element = h(
      'div',
      { class: 'toolbar', role: 'toolbar', attributes: { 'aria-label': 'Comparison' } },
      h(
        'div',
        { class: 'tools' },
        this.#iconButton('arrowUp', 'Previous difference (Shift+F7)', () => {
          actions.go('previous');
        }),
        this.#iconButton('arrowDown', 'Next difference (F7)', () => {
          actions.go('next');
        }),
        this.#position,
      ),
      h(
        'div',
        { class: 'segments', role: 'radiogroup', attributes: { 'aria-label': 'Show' } },
        ...filters.map((filter) => this.#segment(filter, kept.filter)),
      ),
      this.#search.element,
      h(
        'div',
        { class: 'tools tools-end' },
        button('secondary', { on: { click: actions.compareAsText } }, 'Compare as Text'),
        this.#copyButton('Copy Text', 'text'),
        this.#copyButton('Copy Markdown', 'markdown'),
      ),
    );
  }

  focusSearch(): void {
    this.#search.focus();
  }

  /** @param at the difference that is in front, from 1; null for none. */
  show(at: number | null, total: number): void {
    const words =
      total === 0
        ? 'No differences'
        : at === null
          ? count(total, 'difference')
          : `${at} of ${count(total, 'difference')}`;
    fill(this.#position, words);
  }

  filter(filter: Filter): void {
    const radio = this.#radios.get(filter);
    if (radio !== undefined) radio.checked = true;
  }

  #iconButton(name: IconName, title: string, click: () => void): HTMLElement {
    return button('icon', { title, attributes: { 'aria-label': title }, on: { click } }, icon(name));
  }

  #segment({ value, label, title }: (typeof filters)[number], chosen: Filter): HTMLElement {
    const radio = h('input', {
      attributes: { type: 'radio', name: 'filter', value, checked: value === chosen },
      on: {
        change: () => {
          this.actions.filter(value);
        },
      },
    });
    this.#radios.set(value, radio);
    return h('label', { class: 'segment', title }, radio, h('span', null, label));
  }

  #copyButton(label: string, format: 'text' | 'markdown'): HTMLElement {
    const copy = async (): Promise<void> => {
      await this.actions.copy(format);
      announce('Comparison copied');
      fill(element, 'Copied');
      setTimeout(() => {
        fill(element, label);
      }, confirmation);
    };
    const element = button('secondary', { title: `${label}, for a ticket`, on: { click: () => void copy() } }, label);
    return element;
  }
}
