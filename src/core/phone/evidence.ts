/** A fact from the files, with the place that it is about. */
export interface Evidence {
  readonly sentence: string;
  /** Null if the fact is not about one file. */
  readonly file: string | null;
  /** From 1; null if the fact is not about one record. */
  readonly record: number | null;
}
