/** How a page speaks of the rows of its table. */
export interface RowWords {
  /** What the field above the table does. */
  readonly filter: string;
  /** @param shown written out. */
  readonly shown: (shown: string, total: number) => string;
  readonly selected: (amount: number) => string;
  readonly copied: (amount: number) => string;
}
