import type {
  ComparisonView,
  Content,
  Direction,
  FromPage,
  Replies,
  SideName,
  ToPage,
} from '../../src/extension/compare/protocol';
import { announce } from '../shared/announce';
import { fill, h } from '../shared/dom';
import { isFindKey } from '../shared/find-key';
import { Host } from '../shared/host';
import { movedTo } from '../shared/list-keys';
import '../shared/page.css';
import { restored } from '../shared/restored';
import { BlockList } from './block-list';
import { estimatedHeight, lineLabel, renderBlock, type BlockServices } from './blocks';
import './head.css';
import './records.css';
import { Fields } from './fields';
import { Head } from './head';
import { isDifference, layOut, type Line } from './lines';
import { initialState, type PageState, type Place } from './state';
import { Toolbar } from './toolbar';
import { t } from '../shared/words';

/** The page of a comparison: puts its parts together, and carries what they say to each other and to the host. */
class ComparePage {
  readonly #host = new Host<FromPage, Replies>();
  readonly #head: Head;
  readonly #toolbar: Toolbar;
  readonly #feed: HTMLElement;
  readonly #list: BlockList;
  readonly #blocks: BlockServices;

  #state: PageState;
  #view: ComparisonView | null = null;
  #fields: Fields | null = null;
  #lines: readonly Line[] = [];
  /** Positions in `#lines`. */
  #differences: readonly number[] = [];
  #active = 0;
  #isRestored = false;

  constructor() {
    this.#state = restored(initialState, this.#host.state);
    this.#head = new Head({
      show: (side) => {
        this.#show(side, null);
      },
      swap: () => {
        this.#host.post({ type: 'swap' });
      },
    });
    this.#toolbar = this.#newToolbar();
    this.#blocks = {
      fieldsOf: (row) => this.#fields?.of(row) ?? null,
      hideForm: () => this.#state.hideForm,
      toggle: (key) => {
        this.#toggle(key);
      },
      show: (side, record) => {
        this.#show(side, record);
      },
    };
    this.#feed = this.#newFeed();
    this.#list = new BlockList({
      scroller: this.#feed,
      render: (index) => this.#render(index),
      estimate: (index) => {
        const line = this.#lines[index];
        return line === undefined ? 0 : estimatedHeight(line);
      },
      pinned: () => this.#active,
    });
  }

  #newToolbar(): Toolbar {
    return new Toolbar(
      {
        go: (to) => {
          this.#go(to);
        },
        filter: (filter) => {
          this.#choose({ filter });
        },
        hideForm: (hideForm) => {
          this.#choose({ hideForm });
        },
        search: (search) => {
          this.#choose({ search });
        },
        compareAsText: () => {
          this.#host.post({ type: 'compareAsText' });
        },
        copy: async (format) => {
          await this.#host.ask({ kind: 'copy', format, hideForm: this.#state.hideForm });
        },
      },
      this.#state,
    );
  }

  #newFeed(): HTMLElement {
    return h('div', {
      class: 'feed',
      role: 'feed',
      attributes: { 'aria-label': t('Records, left and right') },
      on: {
        keydown: (event) => {
          this.#onKey(event);
        },
        focusin: (event) => {
          this.#onFocus(event);
        },
        scroll: () => {
          if (this.#isRestored) this.#keep({ place: this.#place() });
        },
      },
    });
  }

  start(): void {
    fill(document.body, this.#head.element, h('main', { class: 'records' }, this.#toolbar.element, this.#feed));
    announce('');
    this.#host.listen((message) => {
      this.#receive(message as Exclude<ToPage, { type: 'reply' }>);
      this.#takeFocus();
    });
    document.addEventListener('keydown', (event) => {
      if (this.#view === null || !isFindKey(event)) return;
      event.preventDefault();
      this.#toolbar.focusSearch();
    });
    window.addEventListener('focus', () => {
      this.#takeFocus();
    });
    this.#host.post({ type: 'ready' });
  }

  #receive(message: Exclude<ToPage, { type: 'reply' }>): void {
    switch (message.type) {
      case 'open':
        this.#host.open(message.revision);
        this.#open(message.content);
        return;
      case 'phone':
        if (message.revision === this.#host.revision) this.#head.phone(message.phone);
        return;
      case 'go':
        this.#go(message.to);
        return;
    }
  }

  #open(content: Content): void {
    this.#keep({ sources: content.sources });
    this.#head.open(content);
    this.#view = content.kind === 'comparison' ? content.comparison : null;
    this.#toolbar.element.hidden = this.#view === null;
    this.#feed.hidden = this.#view === null;
    this.#fields = new Fields(
      (first, count) => this.#host.ask({ kind: 'fields', first, count }),
      (first, count) => {
        this.#refreshRows(first, count);
      },
    );
    this.#arrange();
    this.#isRestored = true;
  }

  /** A person chose what to see. */
  #choose(change: Partial<PageState>): void {
    this.#keep(change);
    this.#arrange();
    this.#toolbar.announceDifferences();
  }

  /** Lays the lines out again; the active one stays where it is still shown, and so does what is at the upper edge. */
  #arrange(): void {
    const { active } = this.#state;
    const place = this.#isRestored ? this.#place() : this.#state.place;
    const hadFocus = this.#feed.contains(document.activeElement);
    this.#lines = this.#view === null ? [] : layOut(this.#view, this.#state);
    this.#differences = this.#lines.flatMap((line, at) => (isDifference(line) ? [at] : []));
    const found = this.#lines.findIndex(({ key }) => key === active);
    this.#active = Math.max(0, found);
    this.#list.show(this.#lines.length);
    const first = place === null ? -1 : this.#lines.findIndex(({ key }) => key === place.key);
    if (place !== null && first !== -1) this.#list.scrollTo(first, place.within);
    if (hadFocus) this.#focusActive();
    this.#showPosition();
  }

  /** Null at the very top, where what comes above is to be seen. */
  #place(): Place | null {
    if (this.#feed.scrollTop === 0) return null;
    const { index, within } = this.#list.place;
    const line = this.#lines[index];
    return line === undefined ? null : { key: line.key, within };
  }

  #render(index: number): HTMLElement {
    const [line, view] = [this.#lines[index], this.#view];
    if (line === undefined || view === null) return h('article', null);
    const block = renderBlock(line, view, this.#blocks);
    block.setAttribute('aria-posinset', String(index + 1));
    block.setAttribute('aria-setsize', String(this.#lines.length));
    if (index === this.#active) block.tabIndex = 0;
    return block;
  }

  #refreshRows(first: number, count: number): void {
    for (const index of this.#list.drawn) {
      const line = this.#lines[index];
      if (line?.kind === 'row' && line.row >= first && line.row < first + count) this.#list.refresh(index);
    }
  }

  #go(to: Direction): void {
    const next =
      to === 'next'
        ? this.#differences.find((at) => at > this.#active)
        : this.#differences.findLast((at) => at < this.#active);
    const isOnOne = this.#differences.includes(this.#active);
    // Before the first step the first line is active, which may be a difference itself.
    const target = this.#state.active === null && to === 'next' && isOnOne ? this.#active : next;
    if (target === undefined) {
      announce(to === 'next' ? t('No more differences') : t('No earlier differences'));
      return;
    }
    this.#activate(target);
    this.#focusActive();
    const [line, view] = [this.#lines[target], this.#view];
    if (line !== undefined && view !== null) {
      announce(
        t('{number} of {total}: {label}', {
          number: this.#differences.indexOf(target) + 1,
          total: this.#differences.length,
          label: lineLabel(line, view),
        }),
      );
    }
  }

  #activate(index: number): void {
    const line = this.#lines[index];
    if (line === undefined) return;
    this.#list.block(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = index;
    this.#keep({ active: line.key });
    this.#list.reveal(index);
    this.#list.block(index)?.setAttribute('tabindex', '0');
    this.#showPosition();
  }

  /** VS Code gives the page the keyboard before there is a line to take it; and what had it may be gone. */
  #takeFocus(): void {
    if (document.hasFocus() && document.activeElement === document.body) this.#focusActive();
  }

  #focusActive(): void {
    this.#list.block(this.#active)?.focus({ preventScroll: true });
  }

  #showPosition(): void {
    const at = this.#state.active === null ? -1 : this.#differences.indexOf(this.#active);
    this.#toolbar.show(at === -1 ? null : at + 1, this.#differences.length);
  }

  #toggle(key: string): void {
    const { opened } = this.#state;
    const others = opened.filter((open) => open !== key);
    this.#keep({ opened: others.length === opened.length ? [...opened, key] : others, active: key });
    this.#arrange();
    this.#list.reveal(this.#active);
    this.#focusActive();
  }

  #show(side: SideName, record: number | null): void {
    this.#host.post({ type: 'show', side, record });
  }

  /** A click, or the Tab key, has gone to another line. */
  #onFocus({ target }: FocusEvent): void {
    const key = target instanceof Element ? target.closest('[data-key]')?.getAttribute('data-key') : null;
    const index = this.#lines.findIndex((line) => line.key === key);
    // The first line has the keyboard from the start; that is not a step to a difference.
    if (index === -1 || (index === this.#active && (this.#state.active ?? key) === key)) return;
    this.#list.block(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = index;
    this.#list.block(index)?.setAttribute('tabindex', '0');
    this.#keep({ active: key ?? null });
    this.#showPosition();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const line = this.#lines[this.#active];
    const onLine = event.target instanceof Element && event.target.matches('[data-key]');
    if ((event.key === 'Enter' || event.key === ' ') && onLine && line?.kind === 'fold') {
      event.preventDefault();
      this.#toggle(line.key);
      return;
    }
    const target = this.#targetOf(event.key);
    if (target === null) return;
    event.preventDefault();
    this.#activate(target);
    this.#focusActive();
  }

  #targetOf(key: string): number | null {
    const { scrollTop, clientHeight } = this.#feed;
    const page = {
      up: Math.max(1, this.#active - this.#list.at(Math.max(0, scrollTop - clientHeight))),
      down: Math.max(1, this.#list.at(scrollTop + clientHeight) - this.#active),
    };
    return movedTo(key, this.#active, this.#lines.length, page);
  }

  #keep(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.state = this.#state;
  }
}

new ComparePage().start();
