import type {
  AnswerView,
  AuditView,
  FromPage,
  GroupDetails,
  Replies,
  ToPage,
} from '../../src/extension/cluster/protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { Dropped, Host } from '../shared/host';
import { messageOf } from '../shared/message-of';
import '../shared/page.css';
import { restored } from '../shared/restored';
import type { RowWords } from '../shared/table/row-words';
import { TablePage } from '../shared/table/page';
import { Table, type TableState } from '../shared/table/table';
import { button } from '../shared/toolkit';
import { AnswerParts } from './answer';
import { Bar } from './bar';
import { Details } from './details';
import './fleet.css';
import { GroupPanel } from './group';
import { Head } from './head';
import { columns, type PhoneRow } from './rows';
import { counted, t } from '../shared/words';

const words: RowWords = {
  filter: t('Filter phones by any column'),
  shown: (shown, total) => counted(total, '{shown} of 1 phone', '{shown} of {count} phones', { shown }),
  selected: (amount) => counted(amount, '1 phone selected', '{count} phones selected'),
  copied: (amount) => counted(amount, '1 phone copied', '{count} phones copied'),
};

interface PageState extends TableState {
  /** The group whose phones are shown; null for all. */
  readonly group: number | null;
  readonly problems: boolean;
  /** From which the window is made again after a restart. */
  readonly kept: unknown;
}

/** Worst first. */
const initialState: PageState = {
  sort: { column: 'group', isDescending: false },
  filter: '',
  active: null,
  top: 0,
  group: null,
  problems: false,
  kept: null,
};

/** The page of an audit of phones. */
class FleetPage {
  readonly #host = new Host<FromPage, Replies>();
  #state = restored(initialState, this.#host.state);
  readonly #head: Head;
  readonly #bar = new Bar((position) => {
    this.#choose(position);
  });
  readonly #group: GroupPanel;
  readonly #parts: AnswerParts;
  readonly #table: Table<PhoneRow>;
  readonly #details: Details;
  readonly #page: TablePage<PhoneRow>;
  readonly #empty = h('p', { class: 'empty dim' });
  readonly #loading = h('p', { class: 'empty dim', role: 'status' }, t('Loading the phones…'));
  readonly #answerArea: HTMLElement;
  readonly #main: HTMLElement;

  #answer: AnswerView | null = null;
  /** The rows that have come so far, until all have. */
  #coming: PhoneRow[] = [];
  #areRowsShown = false;

  constructor() {
    this.#head = this.#newHead();
    this.#group = this.#newGroup();
    this.#parts = this.#newParts();
    this.#table = this.#newTable();
    this.#details = new Details({
      openPlace: (row) => {
        this.#openPlace(row);
      },
      openList: ({ position }) => {
        this.#host.post({ type: 'list', group: position, kind: 'itl' });
      },
      showGroup: ({ position }) => {
        this.#choose(position);
      },
    });
    this.#page = new TablePage(this.#table, words, this.#newTools());
    this.#answerArea = h('div', {
      class: 'answer',
      tabindex: 0,
      role: 'region',
      attributes: { 'aria-label': t('Answer') },
    });
    this.#answerArea.append(this.#group.element, this.#parts.plan, this.#parts.problems);
    this.#main = h(
      'main',
      { tabindex: -1 },
      this.#bar.element,
      this.#answerArea,
      this.#page.toolbar,
      this.#loading,
      this.#table.element,
      this.#empty,
      this.#details.element,
    );
  }

  start(): void {
    this.#hideAnswer();
    this.#page.start(this.#head.element, this.#main);
    this.#host.listen((message) => {
      this.#receive(message as ToPage);
    });
    this.#host.post({ type: 'ready' });
  }

  #newHead(): Head {
    const post = (type: 'cancel' | 'again' | 'change') => (): void => {
      this.#host.post({ type });
    };
    return new Head({ cancel: post('cancel'), again: post('again'), change: post('change') });
  }

  #newGroup(): GroupPanel {
    return new GroupPanel({
      open: (group, kind) => {
        this.#host.post({ type: 'list', group, kind });
      },
      compare: (left, right) => {
        this.#host.post({ type: 'compare', left, right });
      },
      close: () => {
        const { group } = this.#state;
        this.#choose(null);
        document.getElementById(`group-${group ?? 0}`)?.focus();
      },
    });
  }

  #newParts(): AnswerParts {
    return new AnswerParts({
      openProblem: (index) => {
        this.#host.post({ type: 'problem', index });
      },
      choose: (position) => {
        this.#choose(position);
      },
      toggle: (problems) => {
        this.#keep({ problems });
      },
    });
  }

  #newTable(): Table<PhoneRow> {
    return new Table({
      label: t('Phones'),
      words,
      columns,
      keyOf: ({ device }) => device.name,
      kept: this.#state,
      onOpen: (row) => {
        this.#openPlace(row);
      },
      onChange: () => {
        this.#changed();
      },
      onScroll: () => {
        this.#keep();
      },
    });
  }

  #newTools(): HTMLElement[] {
    const save = (as: 'csv' | 'markdown', label: string, title: string): HTMLElement =>
      button(
        'secondary',
        {
          title,
          on: {
            click: () => {
              this.#host.post({ type: 'save', as });
            },
          },
        },
        label,
      );
    return [
      save('csv', t('Save as CSV…'), t('A row for each phone of the audit')),
      save('markdown', t('Save as Markdown…'), t('Groups, what to do, and problems, for a change ticket')),
    ];
  }

  #openPlace({ position, index }: PhoneRow): void {
    this.#host.post({ type: 'phone', group: position, index });
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'show':
        this.#host.open(message.revision);
        this.#keep({ kept: message.kept });
        this.#show(message.view);
        break;
      case 'progress':
        this.#head.show(message.view);
        break;
      case 'phones':
        this.#take(message);
        break;
    }
    this.#page.takeFocus(this.#main);
  }

  #show(view: AuditView): void {
    this.#head.show(view);
    this.#answer = view.phase === 'answer' ? view.answer : null;
    this.#coming = [];
    if (this.#answer === null) {
      this.#hideAnswer();
      return;
    }
    this.#answerArea.hidden = false;
    const { groups, phones } = this.#answer;
    const { group } = this.#state;
    this.#parts.show(this.#answer, this.#state.problems);
    this.#showRows(phones === 0);
    this.#choose(group !== null && group < groups.length ? group : null);
    if (phones === 0) this.#table.replace([]);
  }

  #hideAnswer(): void {
    this.#showRows(false);
    for (const part of [this.#bar.element, this.#answerArea, this.#loading]) part.hidden = true;
  }

  #showRows(areThey: boolean): void {
    this.#areRowsShown = areThey;
    this.#loading.hidden = areThey;
    this.#page.toolbar.hidden = !areThey;
    this.#table.element.hidden = !areThey;
    this.#changed();
  }

  #take({ runs, isLast }: Extract<ToPage, { type: 'phones' }>): void {
    for (const { group: position, from, devices } of runs) {
      const group = this.#answer?.groups[position];
      if (group === undefined) return;
      for (const [at, device] of devices.entries()) this.#coming.push({ device, group, position, index: from + at });
    }
    if (!isLast) return;
    const { top } = this.#state;
    this.#showRows(true);
    this.#table.replace(this.#coming, top);
    this.#coming = [];
    this.#changed();
  }

  /** Shows the phones of one group, and what is said of it. */
  #choose(position: number | null): void {
    if (this.#answer === null) return;
    this.#keep({ group: position });
    const { groups } = this.#answer;
    this.#bar.show(groups, position);
    this.#group.show(groups, position, null);
    this.#table.narrow(position === null ? null : (row) => row.position === position);
    if (position === null) return;
    const group = groups[position];
    if (group !== undefined) announce(`${group.title}: ${counted(group.phones, '1 phone', '{count} phones')}`);
    void this.#loadGroup(position);
  }

  async #loadGroup(position: number): Promise<void> {
    const details = await this.#host
      .ask({ kind: 'group', group: position })
      .catch((error: unknown): GroupDetails | null =>
        error instanceof Dropped ? null : { ...noDetails, sentences: [messageOf(error)] },
      );
    if (details === null || this.#state.group !== position || this.#answer === null) return;
    this.#group.show(this.#answer.groups, position, details);
  }

  /** Shows and keeps what follows from the table. */
  #changed(): void {
    const { shown, total } = this.#table.counts;
    const isEmpty = this.#areRowsShown && shown === 0;
    this.#table.element.classList.toggle('without-rows', shown === 0);
    this.#empty.hidden = !isEmpty;
    fill(this.#empty, total === 0 ? t('The phones of the sources appear here.') : t('No phone matches.'));
    this.#page.showCount(this.#table.selected.length);
    this.#details.show(this.#areRowsShown ? this.#table.active : undefined);
    this.#keep();
  }

  #keep(changes: Partial<PageState> = {}): void {
    const table = this.#areRowsShown ? this.#table.state : {};
    this.#state = { ...this.#state, ...table, ...changes };
    this.#host.state = this.#state;
  }
}

const noDetails: GroupDetails = { sentences: [], judged: [], models: '', itl: null, ctl: null };

new FleetPage().start();
