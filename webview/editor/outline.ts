import type { Change, DiffPeerView, Overview, PageOutline } from '../../src/extension/editor/protocol';
import { fill, h } from '../shared/dom';
import { filterField } from '../shared/filter-field';
import { movedTo } from '../shared/list-keys';
import { VirtualList } from '../shared/virtual-list';
import { renderRow, rowId } from './outline-row';
import { groupsOf, rowsOf, selectionOf, type Group, type Row } from './outline-rows';
import { recordCount } from './records';
import type { Selection } from './state';
import { counted, t } from '../shared/words';

const rowHeight = 24;

interface Options {
  readonly onSelect: (selection: Selection) => void;
  readonly onFilter: (text: string) => void;
  /** A record has the keyboard, or none has it any more. */
  readonly onRecordFocus: (onRecord: boolean) => void;
  /** Groups were opened or closed, or the tree was scrolled. */
  readonly onArrange: () => void;
}

/**
 * The parts of the list, records by function, as a tree. Only the rows in sight are in the document; the tree itself
 * holds the focus and names its active row, so that no row has to stay for the sake of the keyboard.
 */
export class Outline {
  readonly #options: Options;
  readonly #field;
  readonly #status = h('p', { class: 'filter-status dim', role: 'status' });
  readonly #tree: HTMLElement;
  readonly #list: VirtualList;
  readonly element: HTMLElement;

  #outline: PageOutline | null = null;
  #groups: readonly Group[] = [];
  #marks: Overview['marks'] | null = null;
  #signer: number | null = null;
  /** How records differ from the other side of a diff, by number. */
  readonly #changes = new Map<Selection, Change>();
  #matches: ReadonlySet<number> | null = null;
  #collapsed: Set<number | null>;
  #rows: readonly Row[] = [];
  /** Rows of the first level, by their place among each other. */
  #tops: ReadonlyMap<Row, number> = new Map();
  #active = 0;
  #onRecord = false;
  #selection: Selection;

  constructor(options: Options, kept: { filter: string; collapsed: readonly (number | null)[]; selection: Selection }) {
    this.#options = options;
    this.#collapsed = new Set(kept.collapsed);
    this.#selection = kept.selection;
    this.#field = filterField({
      label: t('Filter records by name, function or serial number'),
      title: t('Name, function, serial number or address (/ or Ctrl+F)'),
      value: kept.filter,
      onFilter: options.onFilter,
      onLeave: () => {
        this.focus();
      },
    });
    this.#tree = h('div', {
      class: 'tree',
      role: 'tree',
      tabindex: 0,
      attributes: { 'aria-label': t('Trust list') },
      on: {
        keydown: (event) => {
          this.#onKey(event);
        },
        click: (event) => {
          this.#onClick(event);
        },
        contextmenu: (event) => {
          this.#onContextMenu(event);
        },
        focus: () => {
          this.#tellRecordFocus(true);
        },
        blur: () => {
          this.#tellRecordFocus(false);
        },
        scroll: options.onArrange,
      },
    });
    this.element = h(
      'nav',
      { class: 'outline', attributes: { 'aria-label': t('Outline') } },
      h('div', { class: 'filter-bar' }, this.#field.element),
      this.#status,
      this.#tree,
    );
    this.#list = new VirtualList({
      scroller: this.#tree,
      rowHeight,
      render: (index) => this.#render(index),
      pinned: () => this.#active,
    });
  }

  get collapsed(): readonly (number | null)[] {
    return [...this.#collapsed];
  }

  get scrollTop(): number {
    return this.#tree.scrollTop;
  }

  set scrollTop(top: number) {
    this.#tree.scrollTop = top;
  }

  focus(): void {
    this.#tree.focus({ preventScroll: true });
  }

  focusFilter(): void {
    this.#field.focus();
  }

  /** Another state of the file; marks come with its report. */
  open(outline: PageOutline): void {
    this.#outline = outline;
    this.#groups = groupsOf(outline);
    this.#marks = null;
    this.#signer = null;
    this.#changes.clear();
    this.#arrange();
  }

  report({ marks, signedBy }: Overview): void {
    this.#marks = marks;
    this.#signer = signedBy;
    this.#arrange();
  }

  /** Marks what differs from the other side of a diff; null where the list is in none. */
  showDiffPeer(view: DiffPeerView | null): void {
    this.#changes.clear();
    if (view?.header) this.#changes.set('header', view.header);
    if (view?.signer) this.#changes.set('signer', view.signer);
    for (const change of view?.records ?? []) this.#changes.set(change.index, change);
    this.#list.refresh();
  }

  /** Shows these records only; null shows all. */
  filter(matches: readonly number[] | null): void {
    this.#matches = matches === null ? null : new Set(matches);
    const total = this.#outline === null ? 0 : recordCount(this.#outline);
    fill(
      this.#status,
      matches === null
        ? null
        : matches.length === 0
          ? t('No record matches')
          : counted(total, '{shown} of 1 record', '{shown} of {count} records', { shown: matches.length }),
    );
    this.#arrange();
  }

  select(selection: Selection): void {
    this.#selection = selection;
    if (typeof selection === 'number') this.#openGroupOf(selection);
    this.#activateSelection();
    this.#list.refresh();
    this.#list.reveal(this.#active);
  }

  #openGroupOf(index: number): void {
    const group = this.#groups.find(({ records }) => records.includes(index));
    if (group !== undefined && this.#collapsed.delete(group.code)) this.#arrange();
  }

  #arrange(): void {
    this.#layOut();
    this.#activateSelection();
    this.#list.show(this.#rows.length);
  }

  #layOut(): void {
    const [marks, matches, collapsed] = [this.#marks, this.#matches, this.#collapsed];
    this.#rows = this.#outline === null ? [] : rowsOf(this.#outline, this.#groups, { marks, matches, collapsed });
    this.#tops = new Map(
      this.#rows.filter(({ kind }) => kind !== 'record').map((row, position) => [row, position + 1]),
    );
  }

  /** The active row is the selected one where it is shown, else it stays about where it was. */
  #activateSelection(): void {
    const selected = this.#rows.findIndex((row) => selectionOf(row) === this.#selection);
    this.#active = selected >= 0 ? selected : Math.min(this.#active, Math.max(0, this.#rows.length - 1));
    this.#nameActive();
  }

  #nameActive(): void {
    if (this.#rows.length > 0) this.#tree.setAttribute('aria-activedescendant', rowId(this.#active));
    this.#tellRecordFocus(document.activeElement === this.#tree && document.hasFocus());
  }

  #render(index: number): HTMLElement {
    const row = this.#rows[index];
    if (row === undefined) return h('div');
    const selection = selectionOf(row);
    const state = {
      index,
      isSelected: selection !== null && selection === this.#selection,
      isActive: index === this.#active,
      top: { position: this.#tops.get(row) ?? 0, size: this.#tops.size },
    };
    const [marks, signer, changes, collapsed] = [this.#marks, this.#signer, this.#changes, this.#collapsed];
    return renderRow(row, state, { marks, signer, changes, collapsed });
  }

  #onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    const index = Number(target?.dataset['row'] ?? NaN);
    const row = this.#rows[index];
    if (row === undefined) return;
    if (row.kind === 'group') {
      this.#active = index;
      this.#toggle(row.group);
    } else this.#choose(index);
  }

  #tellRecordFocus(hasFocus: boolean): void {
    const onRecord = hasFocus && this.#rows[this.#active]?.kind === 'record';
    if (onRecord === this.#onRecord) return;
    this.#onRecord = onRecord;
    this.#options.onRecordFocus(onRecord);
  }

  /** The tree has the keyboard's focus, so a menu that a key opens is asked of the tree: the active row's is meant. */
  #onContextMenu(event: MouseEvent): void {
    const row = document.getElementById(rowId(this.#active));
    if (event.target !== this.#tree || event.button === 2 || row === null) return;
    event.preventDefault();
    event.stopPropagation();
    const { left, bottom } = row.getBoundingClientRect();
    const at = { clientX: left, clientY: bottom };
    row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = this.#rows[this.#active];
    if (row === undefined) return;
    const target = this.#targetOf(event.key);
    if (target !== null) this.#choose(target);
    else if (!this.#actOn(row, event.key)) return;
    event.preventDefault();
  }

  /** The row that a key leads to from the active one; null for a key that leads to none. */
  #targetOf(key: string): number | null {
    const page = this.#list.pageSize - 1;
    return movedTo(key, this.#active, this.#rows.length, { up: page, down: page });
  }

  /** Opens, closes, leaves or chooses the active row; false for a key that does nothing to it. */
  #actOn(row: Row, key: string): boolean {
    const isOpen = row.kind === 'group' && !this.#collapsed.has(row.group.code);
    switch (key) {
      case 'ArrowRight':
        if (row.kind !== 'group') return false;
        if (isOpen) this.#choose(Math.min(this.#rows.length - 1, this.#active + 1));
        else this.#toggle(row.group);
        return true;
      case 'ArrowLeft':
        if (row.kind === 'part' || (row.kind === 'group' && !isOpen)) return false;
        if (row.kind === 'group') this.#toggle(row.group);
        else this.#choose(this.#groupRowOf(this.#active));
        return true;
      case 'Enter':
      case ' ':
        if (row.kind === 'group') this.#toggle(row.group);
        else this.#choose(this.#active);
        return true;
      default:
        return false;
    }
  }

  #groupRowOf(index: number): number {
    for (let above = index; above >= 0; above -= 1) if (this.#rows[above]?.kind === 'group') return above;
    return index;
  }

  /** Makes a row active; parts and records are shown as they become active, groups are only passed. */
  #choose(index: number): void {
    const row = this.#rows[index];
    if (row === undefined) return;
    this.#active = index;
    this.#nameActive();
    const selection = selectionOf(row);
    if (selection !== null) this.#selection = selection;
    this.#list.refresh();
    this.#list.reveal(index);
    if (selection !== null) this.#options.onSelect(selection);
  }

  #toggle(group: Group): void {
    if (!this.#collapsed.delete(group.code)) this.#collapsed.add(group.code);
    this.#layOut();
    const index = this.#rows.findIndex((row) => row.kind === 'group' && row.group.code === group.code);
    this.#active = Math.max(0, index);
    this.#nameActive();
    this.#list.show(this.#rows.length);
    this.#list.reveal(this.#active);
    this.#options.onArrange();
  }
}
