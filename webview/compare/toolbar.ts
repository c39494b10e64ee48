import type { Direction } from '../../src/extension/compare/protocol';
import { announce } from '../shared/announce';
import { copy } from '../shared/copying';
import { fill, h } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { button, textField } from '../shared/toolkit';
import type { Filter } from './state';
import { counted, t } from '../shared/words';

interface Actions {
  readonly go: (to: Direction) => void;
  readonly filter: (filter: Filter) => void;
  readonly hideForm: (hide: boolean) => void;
  readonly search: (text: string) => void;
  readonly compareAsText: () => void;
  readonly copy: (format: 'text' | 'markdown') => Promise<void>;
}

const filters: readonly { readonly value: Filter; readonly label: string; readonly title: string }[] = [
  { value: 'all', label: t('All'), title: t('Show every record; runs of unchanged ones are folded') },
  { value: 'differences', label: t('Differences'), title: t('Show the records that differ') },
];

/** What a button says after it was to copy. */
const copied = { done: t('Copied'), failed: t('Not copied') } as const;

/**
 * The bar between the summary and the records: ways through the differences, filters, and what to do with the result.
 */
export class Toolbar {
  // No live region: what stands here is announced with the difference that is gone to, or with what was chosen.
  readonly #position = h('span', { class: 'position' });
  readonly #search;
  readonly element: HTMLElement;

  constructor(
    private readonly actions: Actions,
    kept: { readonly filter: Filter; readonly hideForm: boolean; readonly search: string },
  ) {
    this.#search = textField(
      t('Filter records by function, name or serial number'),
      {
        class: 'search placeholder-says',
        title: t('Function, name or serial number (/ or Ctrl+F)'),
        attributes: { placeholder: t('Filter records') },
      },
      actions.search,
    );
    this.#search.value = kept.search;
    this.element = h(
      'div',
      { class: 'toolbar', role: 'toolbar', attributes: { 'aria-label': t('Comparison') } },
      h(
        'div',
        { class: 'tools' },
        this.#iconButton('arrowUp', t('Previous difference (Shift+F7)'), () => {
          actions.go('previous');
        }),
        this.#iconButton('arrowDown', t('Next difference (F7)'), () => {
          actions.go('next');
        }),
        this.#position,
      ),
      h(
        'div',
        { class: 'segments', role: 'radiogroup', attributes: { 'aria-label': t('Show') } },
        ...filters.map((filter) => this.#segment(filter, kept.filter)),
      ),
      this.#meaningOnly(kept.hideForm),
      this.#search.element,
      h(
        'div',
        { class: 'tools tools-end' },
        button('secondary', { on: { click: actions.compareAsText } }, t('Compare as Text')),
        this.#copyButton(t('Copy Text'), 'text'),
        this.#copyButton(t('Copy Markdown'), 'markdown'),
      ),
    );
  }

  focusSearch(): void {
    this.#search.focus();
  }

  /** @param at the difference that is in front, from 1; null for none. */
  show(at: number | null, total: number): void {
    const all = total === 0 ? t('No differences') : counted(total, '1 difference', '{count} differences');
    fill(
      this.#position,
      at === null ? all : counted(total, '{number} of 1 difference', '{number} of {count} differences', { number: at }),
    );
  }

  /** Has a screen reader say how many differences are left under what was chosen. */
  announceDifferences(): void {
    announce(this.#position.textContent);
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
    return h('label', { class: 'segment', title }, radio, h('span', null, label));
  }

  #meaningOnly(checked: boolean): HTMLElement {
    const box: HTMLInputElement = h('input', {
      attributes: { type: 'checkbox', name: 'meaning-only', checked },
      on: {
        change: () => {
          this.actions.hideForm(box.checked);
        },
      },
    });
    const title = t('Hide cosmetic differences: spelling and order of names, order of elements, padding');
    return h('label', { class: 'meaning-only', title }, box, h('span', null, t('Hide Cosmetic Differences')));
  }

  #copyButton(label: string, format: 'text' | 'markdown'): HTMLElement {
    const title = t('{label}, for a ticket', { label });
    const look = (word: string, sentence: string): void => {
      element.title = sentence;
      fill(element, word);
    };
    const click = (): void => {
      void copy(t('Comparison'), () => this.actions.copy(format), {
        copied: (sentence) => {
          look(copied.done, sentence);
        },
        failed: (sentence) => {
          look(copied.failed, sentence);
        },
        rest: () => {
          look(label, title);
        },
      });
    };
    const element = button('secondary', { title, on: { click } }, label);
    return element;
  }
}
