import { h } from '../dom';
import { icon } from '../icons';
import { plain, visible } from '../text';
import type { Column, Columns, SortOrder } from './column';
import { t } from '../words';

/** Where the keyboard is: in the head, or in a row; in a cell of it, or (null) in the row as a whole. */
export type Place =
  { readonly inHead: true; readonly column: number } | { readonly inHead: false; readonly column: number | null };

export function headId(column: number): string {
  return `table-head-${column}`;
}

export function rowId(position: number): string {
  return `table-row-${position}`;
}

export function cellId(position: number, column: number): string {
  return `table-cell-${position}-${column}`;
}

interface HeadState {
  readonly sort: SortOrder;
  readonly place: Place;
  readonly sortBy: (column: number) => void;
}

export function renderHead<Row>(columns: Columns<Row>, { sort, place, sortBy }: HeadState): HTMLElement {
  const cells = columns.map(({ id, title }, index) => {
    const isActive = place.inHead && place.column === index;
    const order = sort.isDescending ? 'descending' : 'ascending';
    const click = (): void => {
      sortBy(index);
    };
    return h(
      'div',
      {
        class: 'table-cell',
        role: 'columnheader',
        attributes: { 'aria-colindex': index + 1, 'aria-sort': id === sort.column ? order : 'none' },
      },
      h(
        'button',
        {
          id: headId(index),
          class: classes('table-sort', isActive && 'active'),
          tabindex: -1,
          attributes: { type: 'button' },
          on: { click },
        },
        h('span', { class: 'table-title' }, t(title)),
        id === sort.column ? icon(sort.isDescending ? 'arrowDown' : 'arrowUp') : null,
      ),
    );
  });
  return h('div', { class: 'table-row', role: 'row', attributes: { 'aria-rowindex': 1 } }, ...cells);
}

interface RowState {
  /** From 0, among the rows that are shown. */
  readonly position: number;
  readonly isSelected: boolean;
  /** Where the keyboard is; null if it is in another row. */
  readonly place: Place | null;
}

export function renderRow<Row>(
  columns: Columns<Row>,
  row: Row,
  { position, isSelected, place }: RowState,
): HTMLElement {
  const column = place?.inHead === false ? place.column : undefined;
  return h(
    'div',
    {
      id: rowId(position),
      class: classes('table-row', isSelected && 'selected', column === null && 'active'),
      role: 'row',
      // The head is the first row.
      attributes: { 'aria-rowindex': position + 2, 'aria-selected': String(isSelected), 'data-position': position },
    },
    ...columns.map((one, index) => renderCell(one, row, { position, index, isActive: index === column })),
  );
}

function renderCell<Row>(
  { text, cell, class: className }: Column<Row>,
  row: Row,
  { position, index, isActive }: { readonly position: number; readonly index: number; readonly isActive: boolean },
): HTMLElement {
  return h(
    'div',
    {
      id: cellId(position, index),
      class: classes('table-cell', className, isActive && 'active'),
      role: 'gridcell',
      attributes: { 'aria-colindex': index + 1 },
    },
    cell === undefined ? visible(text(row)) : cell(row),
  );
}

function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name !== false && name !== undefined).join(' ');
}

/** The row that something happened in, from 0; null if it was in none. */
export function positionAt({ target }: Event): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null;
  return row === null ? null : Number(row.dataset['position']);
}

/** A text that is cut shows whole in a tooltip. */
export function sayWhatIsCut({ target }: Event): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.table-cell') : null;
  if (cell !== null) cell.title = cell.scrollWidth > cell.clientWidth ? plain(cell.textContent) : '';
}

/** What a screen reader says of a new order. */
export function sortedWords(column: string, isDescending: boolean): string {
  const title = t(column);
  return isDescending ? t('Sorted by {title}, descending', { title }) : t('Sorted by {title}, ascending', { title });
}

/** Scrolls sideways as little as it takes to have a column in sight beside the first one, which stays. */
export function revealColumn(scroller: HTMLElement, column: number): void {
  const cells = scroller.querySelectorAll('.table-head .table-cell');
  const [first, cell] = [cells[0], cells[column]];
  if (first === undefined || cell === undefined || column === 0) return;
  const { left, right } = cell.getBoundingClientRect();
  const from = first.getBoundingClientRect().right;
  const to = scroller.getBoundingClientRect().left + scroller.clientLeft + scroller.clientWidth;
  if (left < from) scroller.scrollLeft -= from - left;
  else if (right > to) scroller.scrollLeft += Math.min(right - to, left - from);
}
