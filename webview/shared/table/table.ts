import { announce } from '../announce';
import { fill, h } from '../dom';
import { movedTo } from '../list-keys';
import { VirtualList } from '../virtual-list';
import type { Columns, SortOrder } from './column';
import { delimited } from './delimited';
import {
  cellId,
  headId,
  positionAt,
  renderHead,
  renderRow,
  revealColumn,
  rowId,
  sayWhatIsCut,
  sortedWords,
  type Place,
} from './render';
import { TableRows } from './rows';
import type { RowWords } from './row-words';
import { TableSelection } from './selection';
import './table.css';

/** In CSS pixels, as in the style sheet. */
const rowHeight = 26;

interface Options<Row> {
  readonly label: string;
  readonly words: RowWords;
  /** The first one stays in sight while the others are scrolled to. */
  readonly columns: Columns<Row>;
  /** What tells rows apart, and stays when a row is replaced by a newer one. */
  readonly keyOf: (row: Row) => string;
  readonly kept: TableState;
  /** A person presses Enter on a row, or clicks on it twice. */
  readonly onOpen: (row: Row) => void;
  /** Something else is shown, selected or active. */
  readonly onChange: () => void;
  readonly onScroll: () => void;
}

/** What a page keeps of a table. */
export interface TableState {
  readonly sort: SortOrder;
  readonly filter: string;
  /** Key of the row that has the keyboard. */
  readonly active: string | null;
  /** What of the rows is at the upper edge, in CSS pixels. */
  readonly top: number;
}

/**
 * Rows of one height, however many, under columns that they can be sorted by. Only the rows in sight are in the document;
 * the table itself holds the focus and names its active row, cell or head, so that it is one stop of the Tab key, and
 * no row has to stay for the sake of the keyboard.
 */
export class Table<Row> {
  readonly #options: Options<Row>;
  readonly #rows: TableRows<Row>;
  readonly #selection = new TableSelection();
  readonly #head = h('div', { class: 'table-head', role: 'rowgroup' });
  readonly #list: VirtualList;
  readonly element: HTMLElement;

  #filter: string;
  #active: string | null;
  #place: Place = { inHead: false, column: null };

  constructor(options: Options<Row>) {
    this.#options = options;
    const { columns, keyOf, kept } = options;
    this.#rows = new TableRows(columns, keyOf, kept.sort);
    this.#rows.filter(kept.filter);
    this.#filter = kept.filter;
    this.#active = kept.active;
    this.element = this.#newElement();
    this.#list = new VirtualList({
      scroller: this.element,
      rowHeight,
      head: this.#head,
      role: 'rowgroup',
      render: (position) => this.#render(position),
      pinned: () => this.#position,
    });
    this.#drawHead();
    this.#arrange();
    document.addEventListener('copy', (event) => {
      this.#onCopy(event);
    });
  }

  #newElement(): HTMLElement {
    const { label, columns, onScroll } = this.#options;
    const element = h(
      'div',
      {
        class: 'table',
        role: 'grid',
        tabindex: 0,
        attributes: { 'aria-label': label, 'aria-multiselectable': 'true', 'aria-colcount': columns.length },
        on: {
          keydown: (event) => {
            this.#onKey(event);
          },
          click: (event) => {
            this.#onClick(event);
          },
          mouseover: sayWhatIsCut,
          scroll: onScroll,
        },
      },
      this.#head,
    );
    // eslint-disable-next-line words/translated -- CSS
    const tracks = columns.map(({ minWidth, grow }) => `minmax(${minWidth}px, ${grow}fr)`).join(' ');
    const width = columns.reduce((sum, { minWidth }) => sum + minWidth, 0);
    element.style.setProperty('--table-columns', tracks);
    element.style.setProperty('--table-width', `${width}px`);
    return element;
  }

  get state(): TableState {
    return { sort: this.#rows.order, filter: this.#filter, active: this.#active, top: this.#list.top };
  }

  /** Rows that are shown, and all. */
  get counts(): { readonly shown: number; readonly total: number } {
    return { shown: this.#rows.length, total: this.#rows.total };
  }

  /** The rows that are shown and selected, in the order of the table. */
  get selected(): Row[] {
    return this.#rows.among(this.#selection.keys);
  }

  /** The row that has the keyboard. */
  get active(): Row | undefined {
    const position = this.#position;
    return position === null ? undefined : this.#rows.at(position);
  }

  /** The rows that are shown, as a file of comma-separated values. */
  get csv(): string {
    return delimited(this.#options.columns, this.#rows.all, ',', { withTitles: true });
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Replaces all rows. @param top what of them is at the upper edge then, in CSS pixels. */
  replace(rows: readonly Row[], top = 0): void {
    this.#rows.replace(rows);
    this.#arrange();
    this.#list.scrollTo(top);
  }

  /** Adds rows, replaces those of the same keys, and takes others away. What is at the upper edge stays there. */
  update(rows: readonly Row[], removed: readonly string[]): void {
    const { top } = this.#list;
    const position = Math.floor(top / rowHeight);
    const first = this.#rows.keyAt(position);
    this.#rows.update(rows, removed);
    this.#selection.remove(removed);
    this.#arrange();
    const now = top === 0 || first === null ? -1 : this.#rows.positionOf(first);
    if (now !== -1 && now !== position) this.#list.scrollTo(top + (now - position) * rowHeight);
  }

  /** Shows the rows that contain each of the words. */
  filter(text: string): void {
    this.#filter = text;
    this.#rows.filter(text);
    this.#showFiltered();
  }

  /** Shows only these rows of those that the filter leaves; null for all of them. */
  narrow(isWanted: ((row: Row) => boolean) | null): void {
    this.#rows.narrow(isWanted);
    this.#showFiltered();
  }

  #showFiltered(): void {
    this.#arrange();
    if (this.#position === null) this.#list.scrollTo(0);
    else this.#list.reveal(this.#position);
    this.#options.onChange();
  }

  /** Where the active row is; null if it is not shown. */
  get #position(): number | null {
    const position = this.#active === null ? -1 : this.#rows.positionOf(this.#active);
    return position === -1 ? null : position;
  }

  #arrange(): void {
    this.element.setAttribute('aria-rowcount', String(this.#rows.length + 1));
    this.#list.show(this.#rows.length);
    this.#nameActive();
  }

  #drawHead(): void {
    const sortBy = (column: number): void => {
      this.focus(); // the button that was clicked on is drawn again
      this.#place = { inHead: true, column };
      this.#sortBy(column);
    };
    const state = { sort: this.#rows.order, place: this.#place, sortBy };
    fill(this.#head, renderHead(this.#options.columns, state));
  }

  #render(position: number): HTMLElement {
    const [row, key] = [this.#rows.at(position), this.#rows.keyAt(position)];
    if (row === undefined || key === null) return h('div');
    const place = key === this.#active ? this.#place : null;
    return renderRow(this.#options.columns, row, { position, isSelected: this.#selection.has(key), place });
  }

  #nameActive(): void {
    const id = this.#activeId();
    if (id === null) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', id);
  }

  #activeId(): string | null {
    const [place, position] = [this.#place, this.#position];
    if (place.inHead) return headId(place.column);
    if (position === null) return null;
    return place.column === null ? rowId(position) : cellId(position, place.column);
  }

  #sortBy(index: number): void {
    const column = this.#options.columns[index];
    if (column === undefined) return;
    const { column: sorted, isDescending } = this.#rows.order;
    const order = { column: column.id, isDescending: column.id === sorted && !isDescending };
    this.#rows.sort(order);
    this.#list.scrollTo(0);
    this.#draw();
    announce(sortedWords(column.title, order.isDescending));
  }

  /** Draws what is in sight again: where the keyboard is, and what is selected. */
  #draw(): void {
    this.#drawHead();
    this.#list.refresh();
    this.#nameActive();
    this.#options.onChange();
  }

  #onClick(event: MouseEvent): void {
    const position = positionAt(event);
    const row = position === null ? undefined : this.#rows.at(position);
    if (position === null || row === undefined) return;
    this.#place = { inHead: false, column: null };
    if (event.shiftKey) this.#extendTo(position);
    else this.#activate(position, event.ctrlKey || event.metaKey ? 'toggle' : 'only');
    // Not dblclick: what was clicked on is drawn again, and a second event would be told to what is gone.
    if (event.detail === 2) this.#options.onOpen(row);
  }

  #onKey(event: KeyboardEvent): void {
    const { altKey, ctrlKey, metaKey } = event;
    if (altKey) return;
    const command = ctrlKey || metaKey;
    const done = this.#place.inHead
      ? !command && this.#onHeadKey(event.key, this.#place.column)
      : command
        ? this.#onCommandKey(event.key)
        : this.#onRowKey(event);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #onHeadKey(key: string, column: number): boolean {
    const last = this.#options.columns.length - 1;
    switch (key) {
      case 'ArrowLeft':
        return this.#goToHead(Math.max(0, column - 1));
      case 'ArrowRight':
        return this.#goToHead(Math.min(last, column + 1));
      case 'Home':
        return this.#goToHead(0);
      case 'End':
        return this.#goToHead(last);
      case 'ArrowDown':
        this.#place = { inHead: false, column: null };
        this.#activate(0, 'only');
        return true;
      case 'Enter':
      case ' ':
        this.#sortBy(column);
        return true;
      default:
        return false;
    }
  }

  #onCommandKey(key: string): boolean {
    const position = this.#position;
    switch (key.toLowerCase()) {
      case 'a':
        this.#selection.range(this.#rows.keys());
        this.#draw();
        announce(this.#options.words.selected(this.#rows.length));
        return true;
      case ' ':
        if (position !== null) this.#activate(position, 'toggle');
        return true;
      default:
        return false;
    }
  }

  #onRowKey({ key, shiftKey }: KeyboardEvent): boolean {
    const position = this.#position;
    const isFirst = position === null || position === 0;
    if (key === 'ArrowUp' && isFirst && !shiftKey) return this.#goToHead(this.#place.column ?? 0);
    const target = this.#targetOf(key, position);
    if (target === null) return position !== null && this.#actOn(position, key);
    if (shiftKey) this.#extendTo(target);
    else this.#activate(target, 'only');
    return true;
  }

  /** The row that a key leads to; null for a key that leads to none. */
  #targetOf(key: string, position: number | null): number | null {
    if (this.#rows.length === 0) return null;
    const page = Math.max(1, this.#list.pageSize - 1);
    return movedTo(key, position ?? -1, this.#rows.length, { up: page, down: page });
  }

  #actOn(position: number, key: string): boolean {
    const row = this.#rows.at(position);
    switch (key) {
      case 'ArrowRight':
        return this.#goToCell(1);
      case 'ArrowLeft':
        return this.#goToCell(-1);
      case ' ':
        this.#activate(position, 'only');
        return true;
      case 'Enter':
        if (row !== undefined) this.#options.onOpen(row);
        return true;
      default:
        return false;
    }
  }

  #goToHead(column: number): boolean {
    this.#place = { inHead: true, column };
    this.#draw();
    revealColumn(this.element, column);
    return true;
  }

  /** From the row as a whole to its first cell, from cell to cell, and back. */
  #goToCell(by: 1 | -1): boolean {
    const column = Math.min(this.#options.columns.length - 1, (this.#place.column ?? -1) + by);
    this.#place = { inHead: false, column: column < 0 ? null : column };
    this.#draw();
    if (column >= 0) revealColumn(this.element, column);
    return true;
  }

  #activate(position: number, how: 'only' | 'toggle'): void {
    const key = this.#rows.keyAt(position);
    if (key !== null) {
      this.#active = key;
      this.#selection[how](key);
    }
    this.#draw();
    this.#list.reveal(position);
  }

  #extendTo(position: number): void {
    const anchor = this.#selection.anchor ?? this.#active;
    const from = anchor === null ? -1 : this.#rows.positionOf(anchor);
    if (from === -1) {
      this.#activate(position, 'only');
      return;
    }
    this.#active = this.#rows.keyAt(position);
    this.#selection.range(this.#rows.keys(Math.min(from, position), Math.max(from, position) + 1));
    this.#draw();
    this.#list.reveal(position);
  }

  /** The selected rows, for a spreadsheet or a ticket. */
  #onCopy(event: ClipboardEvent): void {
    const rows = this.selected;
    if (document.activeElement !== this.element || rows.length === 0 || event.clipboardData === null) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', delimited(this.#options.columns, rows, '\t', { withTitles: false }));
    announce(this.#options.words.copied(rows.length));
  }
}
