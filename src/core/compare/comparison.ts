import type { Statement } from '../words/statement';

/**
 * What differs between two lists, as plain JSON: it crosses to the webview. `left` and `right` are the two sides in
 * the order that they were given; records count from 1.
 */
export interface Comparison {
  /**
   * Nothing differs but form: the same signer, verdict and digest, and the same records in the same order. Lists that
   * were written by two writers, or signed again at a different time, are the same; whether a phone looks at TIMESTAMP
   * is not known, so that it may still treat them differently. False for two files that differ although all values that
   * could be compared are equal.
   */
  readonly same: boolean;
  /** The same bytes; null if a side was read from a text that does not print its digest. */
  readonly identical: boolean | null;
  /** One sentence: `signer kept; 1 of 3 TVS certificates renewed; CAPF added`. */
  readonly summary: string;
  /** What the summary is made of, in its order. */
  readonly clauses: readonly Statement[];
  /** Of the header and of the list as a whole. */
  readonly header: readonly FieldDifference[];
  /** Every record of both sides exactly once, in the order of the right side, removed ones at their former place. */
  readonly rows: readonly Row[];
  /** What could not be compared. */
  readonly uncompared: readonly Uncompared[];
}

/**
 * - `same`: nothing differs.
 * - `form`: it is written differently, and says the same.
 * - `moved`: it says the same, in another place.
 * - `renewed`: same function and subject, but a certificate with a new key or serial number.
 * - `changed`: anything else differs.
 * - `unknown`: the other side is a text in which records were left out, perhaps this one.
 */
export type RowKind = 'same' | 'form' | 'moved' | 'renewed' | 'changed' | 'added' | 'removed' | 'unknown';

/** True for a row that makes the lists differ in meaning. */
export function isDifferent({ kind }: Row): boolean {
  return kind !== 'same' && kind !== 'form' && kind !== 'unknown';
}

/** A record of the left side beside the one of the right side that it is compared with. */
export interface Row {
  readonly kind: RowKind;
  /** Record number; null if this side has no such record. */
  readonly left: number | null;
  /** Record number; null if this side has no such record. */
  readonly right: number | null;
  /** It has another place among the records that both sides have; a renewed or changed record can be moved too. */
  readonly moved: boolean;
  /** Differences of form included; empty if one side has no such record. */
  readonly fields: readonly FieldDifference[];
}

export interface FieldDifference {
  /**
   * As the cluster prints it: `ISSUERNAME`, `SUBJECTNAME (2)` for a second one; or, in lower case, what is not an
   * element: `signature` (its verdict), `kind`, `order of elements`, `bytes after the last record`; and, if nothing
   * else shows that the files differ, `SHA-1 of the file` or the number of `records`.
   */
  readonly field: string;
  /** Null: it is not there. */
  readonly left: string | null;
  readonly right: string | null;
  /** True if only the writing or the time of signing differs, and the meaning does not. */
  readonly form: boolean;
}

/**
 * True for a difference that says nothing. TIMESTAMP differs in form alone, since the same list signed again is the same
 * trust; but it says when that was, phones may look at it, and nobody would call it cosmetic.
 */
export function isCosmetic({ field, form }: FieldDifference): boolean {
  return form && field !== 'TIMESTAMP';
}

/** A value that one of the sides lacks, so that nothing can be said about it. */
export interface Uncompared {
  readonly field: string;
  /** How many records it concerns; null for the header. */
  readonly records: number | null;
  /** `text`: the side was read from text, which does not print it. `long`: the report contains only its first bytes. */
  readonly reason: 'text' | 'long';
}

/** True for a row that shows no difference, once differences of form are hidden or not. */
export function isUnchanged(row: Row, hideForm: boolean): boolean {
  return row.kind === 'same' || (hideForm && row.kind === 'form');
}

/** A run of rows: `first` to `last`, positions in `Comparison.rows`. */
export interface Fold {
  readonly first: number;
  readonly last: number;
}

/**
 * The runs of unchanged rows that can be folded, `context` rows beside each difference left out. A single row is not
 * folded: a line that says "1 unchanged" would take its place and tell less.
 */
export function folds(rows: readonly Row[], { hideForm = false, context = 1 } = {}): Fold[] {
  const found: Fold[] = [];
  let start: number | null = null;
  for (let at = 0; at <= rows.length; at++) {
    const row = rows[at];
    if (row !== undefined && isUnchanged(row, hideForm)) {
      start ??= at;
      continue;
    }
    if (start !== null) {
      const first = start === 0 ? 0 : start + context;
      const last = row === undefined ? at - 1 : at - 1 - context;
      if (last > first) found.push({ first, last });
    }
    start = null;
  }
  return found;
}
