import type { CheckView, FromPage, ListRow, ToPage } from '../../src/extension/problems/protocol';
import { fill, h } from '../shared/dom';
import { Host } from '../shared/host';
import '../shared/page.css';
import { restored } from '../shared/restored';
import type { RowWords } from '../shared/table/row-words';
import { TablePage } from '../shared/table/page';
import { Table, type TableState } from '../shared/table/table';
import { button } from '../shared/toolkit';
import { columns } from './columns';
import { Details } from './details';
import { Head } from './head';
import { counted, t } from '../shared/words';

const words: RowWords = {
  filter: t('Filter trust lists by any column'),
  shown: (shown, total) => counted(total, '{shown} of 1 trust list', '{shown} of {count} trust lists', { shown }),
  selected: (amount) => counted(amount, '1 trust list selected', '{count} trust lists selected'),
  copied: (amount) => counted(amount, '1 trust list copied', '{count} trust lists copied'),
};

/** Worst first. */
const initialState: TableState = { sort: { column: 'verdict', isDescending: false }, filter: '', active: null, top: 0 };

/** The page with the table of the trust lists in the workspace. */
class WorkspacePage {
  readonly #host = new Host<FromPage>();
  readonly #kept = restored(initialState, this.#host.state);
  readonly #head: Head;
  readonly #table: Table<ListRow>;
  readonly #details: Details;
  readonly #page: TablePage<ListRow>;
  readonly #compare: HTMLElement;
  readonly #save: HTMLElement;
  readonly #empty = h('p', { class: 'empty dim' });
  readonly #lists: HTMLElement;

  /** The rows that have come so far, until all have. */
  #coming: ListRow[] = [];
  #check: CheckView | undefined;
  #isShown = false;

  constructor() {
    const open = ({ uri }: ListRow): void => {
      this.#host.post({ type: 'open', uri });
    };
    this.#head = new Head({
      check: () => {
        this.#host.post({ type: 'check' });
      },
      cancel: () => {
        this.#host.post({ type: 'cancel' });
      },
    });
    this.#details = new Details(open);
    this.#table = this.#newTable(open);
    this.#compare = this.#newButton(t('Compare'), t('Select two lists to compare them'), () => {
      const [left, right] = this.#table.selected;
      if (left !== undefined && right !== undefined) {
        this.#host.post({ type: 'compare', left: left.uri, right: right.uri });
      }
    });
    this.#save = this.#newButton(t('Save as CSV…'), t('The rows that are shown, in their order'), () => {
      this.#host.post({ type: 'save', csv: this.#table.csv });
    });
    this.#page = new TablePage(this.#table, words, [this.#compare, this.#save]);
    this.#lists = h(
      'main',
      { tabindex: -1 },
      this.#page.toolbar,
      this.#table.element,
      this.#empty,
      this.#details.element,
    );
  }

  start(): void {
    this.#lists.hidden = true;
    this.#page.start(this.#head.element, this.#lists);
    this.#host.listen((message) => {
      this.#receive(message as ToPage);
    });
    this.#host.post({ type: 'ready' });
  }

  #newTable(open: (row: ListRow) => void): Table<ListRow> {
    return new Table({
      label: t('Trust lists in the workspace'),
      words,
      columns,
      keyOf: ({ uri }) => uri,
      kept: this.#kept,
      onOpen: open,
      onChange: () => {
        this.#changed();
      },
      onScroll: () => {
        this.#keep();
      },
    });
  }

  #newButton(label: string, title: string, click: () => void): HTMLElement {
    return button('secondary', { title, on: { click } }, label);
  }

  #receive(message: ToPage): void {
    if (message.type === 'show') this.#show(message);
    else this.#table.update(message.rows, message.removed);
    this.#check = message.check;
    this.#head.show(message.check);
    this.#changed();
    this.#page.takeFocus(this.#lists);
  }

  #show({ rows, isLast }: Extract<ToPage, { type: 'show' }>): void {
    for (const row of rows) this.#coming.push(row); // not as arguments: they may be too many
    if (!isLast) return;
    const { top } = this.#isShown ? this.#table.state : this.#kept;
    this.#isShown = true;
    this.#lists.hidden = false;
    this.#table.replace(this.#coming, top);
    this.#coming = [];
  }

  /** Shows and keeps what follows from the table. */
  #changed(): void {
    if (!this.#isShown) return;
    const { shown, total } = this.#table.counts;
    const { selected } = this.#table;
    const isEmpty = total === 0 && this.#check?.phase !== 'checking';
    this.#page.toolbar.hidden = isEmpty;
    this.#table.element.hidden = isEmpty;
    this.#table.element.classList.toggle('without-rows', shown === 0);
    this.#empty.hidden = shown > 0;
    fill(this.#empty, this.#nothing(total));
    this.#page.showCount(selected.length);
    setDisabled(this.#compare, selected.length !== 2);
    setDisabled(this.#save, shown === 0);
    this.#details.show(this.#table.active);
    this.#keep();
  }

  #keep(): void {
    if (this.#isShown) this.#host.state = this.#table.state;
  }

  /** What is said instead of an empty table. */
  #nothing(total: number): string {
    if (total > 0) return t('No trust list matches.');
    return this.#check?.phase === 'checking'
      ? t('Each list appears here as it is checked, the worst first.')
      : t('The trust lists (*.tlv) of the workspace appear here once they are checked.');
  }
}

function setDisabled(element: HTMLElement, isDisabled: boolean): void {
  element.toggleAttribute('disabled', isDisabled);
}

new WorkspacePage().start();
