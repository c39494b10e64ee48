/** Which rows are shown: all, or those that differ. */
export type Filter = 'all' | 'differences';

export interface Place {
  /** Key of a line. */
  readonly key: string;
  readonly within: number;
}

/** What is kept while the page is hidden, when VS Code unloads it, and over a restart. */
export interface PageState {
  /** Where the sides come from, as the host gave it: it restores the comparison from this. */
  readonly sources: unknown;
  readonly filter: Filter;
  /** What differs in form alone is shown as unchanged. */
  readonly hideForm: boolean;
  /** Text that the function, name or serial number of a record has to hold. */
  readonly search: string;
  /** Keys of the runs of unchanged records that a person opened. */
  readonly opened: readonly string[];
  /** Key of the line that has the keyboard. */
  readonly active: string | null;
  /** What is at the upper edge: a line, and how many CSS pixels of it are above. */
  readonly place: Place | null;
}

export const initialState: PageState = {
  sources: null,
  filter: 'all',
  hideForm: false,
  search: '',
  opened: [],
  active: null,
  place: null,
};
