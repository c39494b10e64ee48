import type { Change, Mark, Overview } from '../../src/extension/editor/protocol';
import { h } from '../shared/dom';
import { icon } from '../shared/icons';
import { plain, visible } from '../shared/text';
import { markIcon, markWords } from './marks';
import { selectionOf, type Group, type Row } from './outline-rows';
import type { Selection } from './state';
import { counted, t } from '../shared/words';

/** What the rows are marked with. */
export interface RowMarks {
  readonly marks: Overview['marks'] | null;
  /** The record that signed the list, from 1. */
  readonly signer: number | null;
  /** How parts and records differ from the other side of a diff. */
  readonly changes: ReadonlyMap<Selection, Change>;
  readonly collapsed: ReadonlySet<number | null>;
}

interface RowState {
  readonly index: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** Place among the rows of the first level, from 1, and how many these are. */
  readonly top: { readonly position: number; readonly size: number };
}

export function rowId(index: number): string {
  return `row-${index}`;
}

export function renderRow(row: Row, { index, isSelected, isActive, top }: RowState, marks: RowMarks): HTMLElement {
  const isRecord = row.kind === 'record';
  return h(
    'div',
    {
      id: rowId(index),
      class: `tree-row tree-${row.kind}${isSelected ? ' selected' : ''}${isActive ? ' active' : ''}`,
      role: 'treeitem',
      title: isRecord ? plain(row.record.label) : undefined,
      attributes: {
        'aria-level': isRecord ? 2 : 1,
        'aria-posinset': isRecord ? row.position + 1 : top.position,
        'aria-setsize': isRecord ? row.size : top.size,
        'aria-selected': String(isSelected),
        'aria-expanded': row.kind === 'group' ? String(!marks.collapsed.has(row.group.code)) : null,
        'data-row': index,
        'data-vscode-context': menuOf(row),
      },
    },
    h('span', { class: 'visually-hidden' }, labelOf(row, marks)),
    h('span', { class: 'tree-content', attributes: { 'aria-hidden': 'true' } }, contentOf(row, marks)),
  );
}

function contentOf(row: Row, all: RowMarks): (Node | null)[] {
  const { marks, signer, changes, collapsed } = all;
  switch (row.kind) {
    case 'part':
      return [changeSign(changes.get(row.selection)), h('span', { class: 'tree-label' }, row.label), markOf(row.mark)];
    case 'group': {
      const { group } = row;
      return [
        icon('chevron', collapsed.has(group.code) ? '' : 'open'),
        h('span', { class: 'tree-label' }, visible(group.name)),
        h('span', { class: 'tree-count' }, String(group.records.length)),
        markOf(foldedMark(group, all)),
      ];
    }
    case 'record':
      return [
        h('span', { class: 'tree-index' }, String(row.index)),
        changeSign(changes.get(row.index)),
        h('span', { class: 'tree-label' }, visible(row.record.label)),
        row.index === signer ? h('span', { class: 'tree-signer', title: t('Signed this list') }, icon('seal')) : null,
        markOf(marks?.records[row.index - 1] ?? null),
      ];
  }
}

/** What a screen reader calls a row. */
function labelOf(row: Row, all: RowMarks): string {
  const { marks, signer, changes } = all;
  const parts = (...words: readonly (string | undefined)[]): string =>
    words.filter((word) => word !== undefined).join(', ');
  const words = (mark: Mark | null | undefined): string | undefined => (mark == null ? undefined : markWords(mark));
  switch (row.kind) {
    case 'part':
      return parts(row.label, changes.get(row.selection)?.word, words(row.mark));
    case 'group':
      return parts(
        plain(row.group.name),
        counted(row.group.records.length, '1 record', '{count} records'),
        words(foldedMark(row.group, all)),
      );
    case 'record':
      return parts(
        plain(row.record.label),
        t('record {index}', { index: row.index }),
        row.index === signer ? t('signed this list') : undefined,
        changes.get(row.index)?.word,
        words(marks?.records[row.index - 1]),
      );
  }
}

function changeSign(change: Change | undefined): Node | null {
  return change === undefined ? null : h('span', { class: 'change-sign', title: change.word }, change.sign);
}

function markOf(mark: Mark | null): Node | null {
  return mark === null ? null : markIcon(mark);
}

/** The worst mark of the records of a group that is folded; its records show theirs while it is open. */
function foldedMark({ code, records }: Group, { marks, collapsed }: RowMarks): Mark | null {
  if (marks === null || !collapsed.has(code)) return null;
  const present = new Set(records.map((index) => marks.records[index - 1]));
  return (['error', 'warning', 'information'] as const).find((mark) => present.has(mark)) ?? 'sound';
}

/**
 * What VS Code is told of a row whose menu is opened: the targets of commands are records, the header and the signer.
 */
function menuOf(row: Row): string | null {
  if (row.kind === 'group') return null;
  const target =
    row.kind === 'record' ? { webviewSection: 'record', ...row.record.place } : { webviewSection: selectionOf(row) };
  return JSON.stringify({ ...target, preventDefaultContextMenuItems: true });
}
