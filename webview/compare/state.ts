/** Which rows are shown: all, or those that differ. */
export type Filter = 'all' | 'differences';

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
  readonly top: number;
}

const initialState: PageState = {
  sources: null,
  filter: 'all',
  hideForm: false,
  search: '',
  opened: [],
  active: null,
  top: 0,
};

/** The state that was kept; fields that an older version of the page did not keep are as at the beginning. */
export function restoredState(kept: unknown): PageState {
  return typeof kept === 'object' && kept !== null ? { ...initialState, ...kept } : initialState;
}
