import type { Child } from '../dom';

/** What rows are sorted by; null for what is not known, which is last in either direction. */
export type SortValue = string | number | null;

/** A column of a table: everything that the table knows of its rows. */
export interface Column<Row> {
  readonly id: string;
  /** What its head says, in English: what programs read has it so. */
  readonly title: string;
  /** In CSS pixels. */
  readonly minWidth: number;
  /** Its share of the space that is left. */
  readonly grow: number;
  /** The text of a row: what is filtered and copied and, unless the others say otherwise, shown and sorted by. */
  readonly text: (row: Row) => string;
  /** Left out: the text, as people count (`ITL-2` before `ITL-10`); no text is not known. */
  readonly sortBy?: (row: Row) => SortValue;
  /** What is shown. */
  readonly cell?: (row: Row) => Child;
  /** What is copied and saved, for a program to read: a date as `2026-11-27T12:00:00Z`. */
  readonly copied?: (row: Row) => string;
  /** Of its cells: `mono`, or `path` for a text that shows its end if it is cut. */
  readonly class?: string;
}

export type Columns<Row> = readonly [Column<Row>, ...Column<Row>[]];

export interface SortOrder {
  /** `id` of a column. */
  readonly column: string;
  readonly isDescending: boolean;
}
