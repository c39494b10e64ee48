import { announce } from '../announce';
import { fill, h } from '../dom';
import { filterField } from '../filter-field';
import { isFindKey } from '../find-key';
import { formatted } from '../format';
import type { TextField } from '../toolkit';
import './page.css';
import type { RowWords } from './row-words';
import type { Table } from './table';
import { t } from '../words';

/** What pages with one table have in common: the tools above it, and where the keyboard goes. */
export class TablePage<Row> {
  readonly #filter: TextField;
  readonly #count = h('span', { class: 'count dim', role: 'status' });
  readonly toolbar: HTMLElement;

  constructor(
    private readonly table: Table<Row>,
    private readonly words: RowWords,
    tools: readonly HTMLElement[],
  ) {
    this.#filter = filterField({
      label: words.filter,
      title: t('Show only rows that contain these words (/ or Ctrl+F)'),
      value: table.state.filter,
      onFilter: (text) => {
        table.filter(text);
      },
      onLeave: () => {
        table.focus();
      },
    });
    this.toolbar = h(
      'div',
      { class: 'toolbar', role: 'toolbar', attributes: { 'aria-label': t('Table') } },
      this.#filter.element,
      this.#count,
      h('div', { class: 'tools' }, ...tools),
    );
  }

  /** Puts the parts of the page into it. @param main what has the table, and the keyboard while that is hidden. */
  start(head: HTMLElement, main: HTMLElement): void {
    fill(document.body, head, main);
    announce('');
    document.addEventListener('keydown', (event) => {
      if (!isFindKey(event)) return;
      event.preventDefault();
      this.#filter.focus();
    });
    window.addEventListener('focus', () => {
      this.takeFocus(main);
    });
  }

  /** VS Code gives the page the keyboard before there is a table to take it; and what had it may be gone. */
  takeFocus(main: HTMLElement): void {
    if (!document.hasFocus() || document.activeElement !== document.body) return;
    if (this.table.element.hidden) main.focus({ preventScroll: true });
    else this.table.focus();
  }

  /** `3 of 12 phones, 2 selected`: the headline has the count of all. */
  showCount(selected: number): void {
    const { shown, total } = this.table.counts;
    const some = shown === total ? '' : this.words.shown(formatted(shown), total);
    const parts = [some, selected > 1 ? t('{count} selected', { count: formatted(selected) }) : ''];
    fill(this.#count, parts.filter((part) => part !== '').join(', '));
  }
}
