import type { FindingAction, FindingCode } from '../../src/core/trust/catalogue';
import type { Fix } from '../../src/core/trust/report';
import type { VerdictAction } from '../../src/core/trust/verdict-sentences';
import type { FromPage, PageOutline, PagePlace, Replies, Request, ToPage } from '../../src/extension/editor/protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { isFindKey } from '../shared/find-key';
import { Host } from '../shared/host';
import { DiffPeer } from './diff-peer';
import { BytesPane } from './bytes';
import { Detail } from './detail';
import '../shared/page.css';
import { restored } from '../shared/restored';
import './summary.css';
import './outline.css';
import './detail.css';
import './bytes.css';
import './narrow.css';
import { FindingHover } from './hover';
import { Outline } from './outline';
import { recordAt, recordCount } from './records';
import type { Services } from './services';
import { splitter } from './splitter';
import { initialState, type PageState, type Selection } from './state';
import { Summary } from './summary';
import { unreadableNotice } from './unreadable';
import { t } from '../shared/words';

type Open = Extract<ToPage, { type: 'open' }>;
type List = Extract<Open['content'], { kind: 'list' }>;

/** The page of the editor: puts its parts together, and carries what they say to each other and to the host. */
class EditorPage implements Services {
  readonly hover = new FindingHover(this);
  readonly #host = new Host<FromPage, Replies>();
  readonly #diffPeer: DiffPeer;
  readonly #summary: Summary;
  readonly #outline: Outline;
  readonly #detail: Detail;
  readonly #bytes: BytesPane;
  readonly #body = h('main', { class: 'body' });
  readonly #columns: HTMLElement;

  #state: PageState;
  #list: List | null = null;
  /** Numbers the searches, so that an answer that was overtaken is dropped. */
  #searches = 0;
  #isRestored = false;
  /**
   * A field is about to get the keyboard. What verification finds meanwhile is drawn over it, and must not take that
   * away.
   */
  #isFocusing = false;
  #showings = 0;

  constructor() {
    this.#state = restored(initialState, this.#host.state);
    this.#summary = new Summary(this, () => {
      this.#select('overview');
      this.#outline.select('overview');
    });
    this.#diffPeer = new DiffPeer({
      compare: (asText) => {
        this.#host.post({ type: 'compare', asText });
      },
      showRecord: (index) => {
        this.#select(index);
        this.#outline.select(index);
      },
    });
    this.#summary.element.prepend(this.#diffPeer.element);
    this.#bytes = new BytesPane(this);
    this.#outline = new Outline(
      {
        onSelect: (selection) => {
          this.#select(selection);
        },
        onRecordFocus: (onRecord) => {
          this.#host.post({ type: 'recordFocus', onRecord });
        },
        onFilter: (text) => {
          this.#keep({ filter: text });
          void this.#search();
        },
        onArrange: () => {
          this.#keep({ collapsed: this.#outline.collapsed, outlineTop: this.#outline.scrollTop });
        },
      },
      this.#state,
    );
    this.#detail = new Detail({
      services: this,
      bytes: this.#bytes,
      onPlace: (place, field) => {
        this.#keep({ field });
        this.#host.post({ type: 'selected', place });
      },
      onScroll: () => {
        this.#keep({ detailTop: this.#detail.scrollTop });
      },
      onFocusLost: () => {
        this.takeFocus();
      },
    });
    this.#columns = h('div', { class: 'columns' });
    const border = splitter(this.#columns, this.#state.outlineWidth, (outlineWidth) => {
      this.#keep({ outlineWidth });
    });
    fill(this.#columns, this.#outline.element, border, h('div', { class: 'side' }, this.#detail.element));
  }

  start(): void {
    fill(document.body, this.#summary.element, this.#body);
    announce('');
    this.#host.listen((message) => {
      this.#receive(message as Exclude<ToPage, { type: 'reply' }>);
      this.takeFocus();
    });
    document.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    window.addEventListener('focus', () => {
      this.takeFocus();
    });
    this.#host.post({ type: 'ready' });
  }

  ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>): Promise<Replies[K]> {
    return this.#host.ask(request);
  }

  go(place: PagePlace): void {
    this.#goTo(place, true);
  }

  followVerdict(action: VerdictAction): void {
    this.#host.post({ type: 'verdictAction', action });
  }

  fix(fix: Fix): void {
    this.#host.post({ type: 'fix', fix });
  }

  act(action: FindingAction, { record, offset, length }: PagePlace): void {
    this.#host.post({ type: 'act', action, place: { record, offset, length } });
  }

  explain(code: FindingCode): void {
    this.#host.post({ type: 'explain', code });
  }

  /** Puts the keyboard where it is of use if VS Code put it into the page as a whole, or if what had it is gone. */
  takeFocus(): void {
    const nowhere = document.activeElement === null || document.activeElement === document.body;
    if (!document.hasFocus() || !nowhere) return;
    if (this.#list === null) this.#bytes.focus();
    else this.#outline.focus();
  }

  #receive(message: Exclude<ToPage, { type: 'reply' }>): void {
    switch (message.type) {
      case 'open':
        this.#open(message);
        return;
      case 'overview':
        if (message.revision === this.#host.revision && this.#list !== null) {
          this.#summary.report(this.#list.outline, message.overview);
          this.#outline.report(message.overview);
          this.#detail.report();
          this.#showSelection({ top: this.#detail.scrollTop });
        }
        return;
      case 'failed':
        if (message.revision < this.#host.revision) return;
        this.#summary.failed(message.message);
        if (message.revision === this.#host.revision && this.#list !== null) {
          this.#detail.failed(message.message);
          this.#showSelection({ top: this.#detail.scrollTop });
        }
        return;
      case 'diffPeer':
        if (message.revision === this.#host.revision && this.#list !== null) {
          this.#diffPeer.show(message.diffPeer);
          this.#outline.showDiffPeer(message.diffPeer);
        }
        return;
      case 'reveal':
        this.#goTo(message.place, true);
        return;
    }
  }

  #open({ revision, content }: Open): void {
    this.#host.open(revision);
    if (content.kind === 'unreadable') {
      this.#list = null;
      this.#summary.unreadable(content.length);
      fill(
        this.#body,
        unreadableNotice(content, (opensAs) => {
          this.#host.post({ type: 'openAs', opensAs });
        }),
        this.#bytes.element,
      );
      this.#bytes.show({ title: t('The file'), offset: 0, length: content.length, overhead: 0 }, content.offset);
      return;
    }
    const { outline, renumbered } = content;
    if (renumbered !== null) this.#follow(renumbered, outline);
    const first = this.#list === null;
    this.#list = content;
    if (first) {
      fill(this.#body, this.#columns);
      this.#columns.lastElementChild?.append(this.#bytes.element);
    }
    this.#summary.open(outline);
    this.#diffPeer.open();
    this.#detail.open(outline);
    this.#outline.open(outline);
    if (!isThere(this.#state.selection, content)) this.#keep({ selection: 'overview', field: null });
    this.#outline.select(this.#state.selection);
    if (this.#state.filter !== '') void this.#search();
    const top = this.#isRestored ? this.#detail.scrollTop : this.#state.detailTop;
    if (!this.#isRestored) this.#outline.scrollTop = this.#state.outlineTop;
    this.#isRestored = true;
    this.#showSelection({ top });
  }

  /** What is selected is still the same record when it has another number. One that is gone leaves its place selected. */
  #follow(renumbered: readonly (number | null)[], outline: PageOutline): void {
    const { selection, field } = this.#state;
    if (typeof selection !== 'number') return;
    const number = renumbered[selection - 1] ?? null;
    if (number === null) {
      this.#keep({ selection: Math.min(selection, recordCount(outline)) || 'overview', field: null });
      return;
    }
    const before = this.#list === null ? null : recordAt(this.#list.outline, selection);
    const now = recordAt(outline, number);
    this.#isFocusing ||= this.#detail.hasFocusOn(field);
    const isKept = field !== null && before !== null && now !== null;
    this.#keep({ selection: number, field: isKept ? field - before.place.offset + now.place.offset : null });
  }

  #select(selection: Selection): void {
    if (selection === this.#state.selection) return;
    this.#keep({ selection, field: null });
    this.#showSelection({ top: 0 });
  }

  #goTo(place: PagePlace, focus: boolean): void {
    const selection = this.#partAt(place);
    if (selection === null) return;
    const field = this.#isWholeRecord(place) ? null : place.offset;
    this.#keep({ selection, field });
    this.#outline.select(selection);
    this.#showSelection({ top: null, focus: focus && field !== null });
  }

  #isWholeRecord({ record, offset, length }: PagePlace): boolean {
    const outline = this.#list?.outline;
    const whole = outline === undefined || record === null ? undefined : recordAt(outline, record)?.place;
    return whole?.offset === offset && whole.length === length;
  }

  /** The part of the list that a place lies in; null if the list has no such part. */
  #partAt({ record, offset, length }: PagePlace): Selection | null {
    const outline = this.#list?.outline;
    if (outline === undefined) return null;
    if (record !== null) return recordAt(outline, record) === null ? null : record;
    if (outline.trailing !== null && offset >= outline.trailing.offset) return 'trailing';
    return length >= outline.length ? 'overview' : 'header';
  }

  /** Of several at a time the last one draws, and gives the field the keyboard that it had before the first. */
  #showSelection({ top, focus = false }: { top: number | null; focus?: boolean }): void {
    const { selection, field } = this.#state;
    this.#isFocusing ||= focus || this.#detail.hasFocusOn(field);
    const showing = ++this.#showings;
    void this.#detail.show({ selection, field, focus: this.#isFocusing, top }).finally(() => {
      if (showing === this.#showings) this.#isFocusing = false;
    });
  }

  async #search(): Promise<void> {
    const search = ++this.#searches;
    const text = this.#state.filter.trim();
    try {
      const matches = text === '' ? null : await this.ask({ kind: 'search', text });
      if (search === this.#searches) this.#outline.filter(matches);
    } catch {
      // The list changed meanwhile: opening its new state searches again.
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#list === null || !isFindKey(event)) return;
    event.preventDefault();
    this.#outline.focusFilter();
  }

  #keep(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.state = this.#state;
  }
}

function isThere(selection: Selection, { outline }: List): boolean {
  if (typeof selection === 'number') return recordAt(outline, selection) !== null;
  return selection !== 'trailing' || outline.trailing !== null;
}

new EditorPage().start();
