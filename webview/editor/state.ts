/** What the detail shows: a record by its number, or one of the parts around the records. */
export type Selection = 'overview' | 'header' | 'signer' | 'trailing' | number;

/** What is kept while the page is hidden, when VS Code unloads it. */
export interface PageState {
  readonly selection: Selection;
  /** Offset of the selected field. */
  readonly field: number | null;
  readonly filter: string;
  /** Function codes of the groups that are closed; null is the group without a function. */
  readonly collapsed: readonly (number | null)[];
  readonly outlineTop: number;
  readonly detailTop: number;
  /** Width of the outline in CSS pixels, once a person has changed it. */
  readonly outlineWidth: number | null;
}

export const initialState: PageState = {
  selection: 'overview',
  field: null,
  filter: '',
  collapsed: [],
  outlineTop: 0,
  detailTop: 0,
  outlineWidth: null,
};
