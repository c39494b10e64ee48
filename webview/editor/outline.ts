import type {
  DiffPeerView,
  Change,
  Mark,
  Overview,
  PageFunction,
  PageOutline,
} from '../../src/extension/editor/protocol';
import { fill, h } from '../shared/dom';
import { count } from '../shared/format';
import { icon } from '../shared/icons';
import { plain, visible } from '../shared/text';
import { textField } from '../shared/toolkit';
import { VirtualList } from '../shared/virtual-list';
import { markIcon, markWords } from './marks';
import { recordAt, recordCount, recordsByFunction, type PageRecord } from './records';
import type { Selection } from './state';

const rowHeight = 24;
/** Keys that edit a line of text, or move in it. */
const editingKeys: ReadonlySet<string> = new Set([
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

type Row =
  | {
      readonly kind: 'part';
      readonly selection: Exclude<Selection, number>;
      readonly label: string;
      readonly mark: Mark | null;
    }
  | { readonly kind: 'group'; readonly group: Group }
  | {
      readonly kind: 'record';
      readonly index: number;
      readonly record: PageRecord;
      readonly position: number;
      readonly size: number;
    };

interface Group extends PageFunction {
  /** Numbers of the records, in file order. */
  readonly records: readonly number[];
}

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
    this.#field = textField(
      'Filter records by name, function or serial number',
      {
        class: 'filter placeholder-says',
        attributes: { placeholder: 'Filter', type: 'text' },
        title: 'Name, function, serial number or address (/ or Ctrl+F)',
        on: {
          keydown: (event) => {
            this.#onFilterKey(event);
          },
        },
      },
      options.onFilter,
    );
    this.#field.value = kept.filter;
    this.#tree = h('div', {
      class: 'tree',
      role: 'tree',
      tabindex: 0,
      attributes: { 'aria-label': 'Trust list' },
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
      { class: 'outline', attributes: { 'aria-label': 'Outline' } },
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
  beside(view: DiffPeerView | null): void {
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
          ? 'No record matches'
          : `${matches.length} of ${count(total, 'record')}`,
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
    this.#rows = this.#allRows();
    this.#tops = new Map(
      this.#rows.filter(({ kind }) => kind !== 'record').map((row, position) => [row, position + 1]),
    );
  }

  #allRows(): readonly Row[] {
    const outline = this.#outline;
    if (outline === null) return [];
    const marks = this.#marks;
    const matches = this.#matches;
    const parts: Row[] = [
      { kind: 'part', selection: 'overview', label: 'Overview', mark: null },
      { kind: 'part', selection: 'header', label: 'Header', mark: marks?.header ?? null },
      { kind: 'part', selection: 'signer', label: 'Signer', mark: marks?.signer ?? null },
    ];
    const records = this.#groups.flatMap((group): Row[] => {
      const shown = matches === null ? group.records : group.records.filter((index) => matches.has(index));
      if (shown.length === 0) return [];
      const head: Row = { kind: 'group', group: { ...group, records: shown } };
      if (this.#collapsed.has(group.code)) return [head];
      const rows = shown.flatMap((index, position): Row[] => {
        const record = recordAt(outline, index);
        return record === null ? [] : [{ kind: 'record', index, record, position, size: shown.length }];
      });
      return [head, ...rows];
    });
    const trailing: Row[] =
      outline.trailing === null
        ? []
        : [{ kind: 'part', selection: 'trailing', label: 'Trailing bytes', mark: marks?.trailing ?? null }];
    return [...parts, ...records, ...trailing];
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
    const selected = selection !== null && selection === this.#selection;
    const { label, level, position, size } = this.#place(row);
    return h(
      'div',
      {
        id: rowId(index),
        class: `tree-row tree-${row.kind}${selected ? ' selected' : ''}${index === this.#active ? ' active' : ''}`,
        role: 'treeitem',
        title: row.kind === 'record' ? plain(row.record.label) : undefined,
        attributes: {
          'aria-label': label,
          'aria-level': level,
          'aria-posinset': position,
          'aria-setsize': size,
          'aria-selected': String(selected),
          'aria-expanded': row.kind === 'group' ? String(!this.#collapsed.has(row.group.code)) : null,
          'data-row': index,
          'data-vscode-context': menuOf(row),
        },
      },
      this.#rowContent(row),
    );
  }

  #rowContent(row: Row): (Node | null)[] {
    switch (row.kind) {
      case 'part':
        return [
          this.#changeSign(row.selection),
          h('span', { class: 'tree-label' }, row.label),
          row.mark === null ? null : markIcon(row.mark),
        ];
      case 'group': {
        const { group } = row;
        const closed = this.#collapsed.has(group.code);
        return [
          icon('chevron', closed ? '' : 'open'),
          h('span', { class: 'tree-label' }, visible(group.name)),
          h('span', { class: 'tree-count' }, String(group.records.length)),
          closed ? this.#mark(this.#worst(group)) : null,
        ];
      }
      case 'record':
        return [
          h('span', { class: 'tree-index' }, String(row.index)),
          this.#changeSign(row.index),
          h('span', { class: 'tree-label' }, visible(row.record.label)),
          row.index === this.#signer
            ? h('span', { class: 'tree-signer', title: 'Signed this list' }, icon('pen'))
            : null,
          this.#mark(this.#marks?.records[row.index - 1] ?? null),
        ];
    }
  }

  #changeSign(selection: Selection): Node | null {
    const change = this.#changes.get(selection);
    return change === undefined ? null : h('span', { class: 'change-sign', title: change.word }, change.sign);
  }

  #mark(mark: Mark | null): Node | null {
    return mark === null ? null : markIcon(mark);
  }

  #worst({ records }: Group): Mark | null {
    const marks = this.#marks?.records;
    if (marks === undefined) return null;
    const present = new Set(records.map((index) => marks[index - 1]));
    return (['error', 'warning', 'information'] as const).find((mark) => present.has(mark)) ?? 'sound';
  }

  #place(row: Row): { label: string; level: number; position: number; size: number } {
    const top = { level: 1, position: this.#tops.get(row) ?? 0, size: this.#tops.size };
    switch (row.kind) {
      case 'part': {
        const change = this.#changes.get(row.selection);
        const parts = [
          row.label,
          ...(change === undefined ? [] : [change.word]),
          ...(row.mark === null ? [] : [markWords(row.mark)]),
        ];
        return { label: parts.join(', '), ...top };
      }
      case 'group': {
        const { group } = row;
        const worst = this.#collapsed.has(group.code) ? this.#worst(group) : null;
        const parts = [
          plain(group.name),
          count(group.records.length, 'record'),
          ...(worst === null ? [] : [markWords(worst)]),
        ];
        return { label: parts.join(', '), ...top };
      }
      case 'record': {
        const mark = this.#marks?.records[row.index - 1];
        const change = this.#changes.get(row.index);
        const parts = [
          plain(row.record.label),
          `record ${row.index}`,
          ...(row.index === this.#signer ? ['signed this list'] : []),
          ...(change === undefined ? [] : [change.word]),
          ...(mark === undefined ? [] : [markWords(mark)]),
        ];
        return { label: parts.join(', '), level: 2, position: row.position + 1, size: row.size };
      }
    }
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
    const last = this.#rows.length - 1;
    const page = this.#list.pageSize - 1;
    switch (event.key) {
      case 'ArrowDown':
        this.#choose(Math.min(last, this.#active + 1));
        break;
      case 'ArrowUp':
        this.#choose(Math.max(0, this.#active - 1));
        break;
      case 'PageDown':
        this.#choose(Math.min(last, this.#active + page));
        break;
      case 'PageUp':
        this.#choose(Math.max(0, this.#active - page));
        break;
      case 'Home':
        this.#choose(0);
        break;
      case 'End':
        this.#choose(last);
        break;
      case 'ArrowRight':
        if (row.kind !== 'group') return;
        if (this.#collapsed.has(row.group.code)) this.#toggle(row.group);
        else this.#choose(Math.min(last, this.#active + 1));
        break;
      case 'ArrowLeft':
        if (row.kind === 'group' && !this.#collapsed.has(row.group.code)) this.#toggle(row.group);
        else if (row.kind === 'record') this.#choose(this.#groupRowOf(this.#active));
        else return;
        break;
      case 'Enter':
      case ' ':
        if (row.kind === 'group') this.#toggle(row.group);
        else this.#choose(this.#active);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  #onFilterKey(event: KeyboardEvent): void {
    // Keys that edit the text must not reach VS Code, where they may be bound to do the same to records. Undo and redo
    // would be the list's there.
    const command = event.ctrlKey || event.metaKey;
    const types = event.key.length === 1 && !command;
    const undoes = command && ['z', 'y'].includes(event.key.toLowerCase());
    if (types || undoes || editingKeys.has(event.key)) event.stopPropagation();
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (this.#field.value === '') this.focus();
      else {
        this.#field.value = '';
        this.#options.onFilter('');
      }
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

function selectionOf(row: Row): Selection | null {
  switch (row.kind) {
    case 'part':
      return row.selection;
    case 'record':
      return row.index;
    case 'group':
      return null;
  }
}

function rowId(index: number): string {
  return `row-${index}`;
}

function groupsOf(outline: PageOutline): readonly Group[] {
  const records = recordsByFunction(outline);
  return outline.functions.map((named, position) => ({ ...named, records: records[position] ?? [] }));
}

/** What VS Code is told of a row whose menu is opened: the targets of commands are records, the header and the signer. */
function menuOf(row: Row): string | null {
  switch (row.kind) {
    case 'part':
      return JSON.stringify({ webviewSection: row.selection, preventDefaultContextMenuItems: true });
    case 'record':
      return JSON.stringify({ webviewSection: 'record', ...row.record.place, preventDefaultContextMenuItems: true });
    case 'group':
      return null;
  }
}
