import type { Statement } from '../words/statement';

/** A fact from the files, with the place that it is about. Plain JSON. */
export interface Evidence<Reason extends string = string> extends Statement<Reason> {
  /** Null if the fact is not about one file. */
  readonly file: string | null;
  /** From 1; null if the fact is not about one record. */
  readonly record: number | null;
}
