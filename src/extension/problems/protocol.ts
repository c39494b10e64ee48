import type { VerdictOutcome } from '../../core/trust/verdict-sentences';
import type { Ready } from '../host/protocol';
import type { ListSummary } from './summary';

/** A list of the workspace. */
export interface ListRow extends ListSummary {
  /** What tells it from all others. */
  readonly uri: string;
  /** Its path in the workspace: `cluster-a/ITLFile.tlv`. */
  readonly file: string;
}

/** How far the check of the workspace is. */
export interface CheckView {
  /** - `off`: it was ended, and nothing is known. */
  readonly phase: 'off' | 'checking' | 'checked' | 'cancelled' | 'failed';
  /** Files that were checked, and all; null while they are looked for. */
  readonly done: number;
  readonly total: number | null;
  /** The answer, or why there is none. */
  readonly headline: string;
  /** Of the headline; null while there is no answer. */
  readonly outcome: VerdictOutcome | null;
}

export type ToPage =
  /** The rows of the table, in parts: they may be many. */
  | { readonly type: 'show'; readonly rows: readonly ListRow[]; readonly isLast: boolean; readonly check: CheckView }
  /** Rows that are new or others, and the `uri`s of those that are gone. */
  | {
      readonly type: 'update';
      readonly rows: readonly ListRow[];
      readonly removed: readonly string[];
      readonly check: CheckView;
    };

export type FromPage =
  | Ready
  | { readonly type: 'open'; readonly uri: string }
  | { readonly type: 'compare'; readonly left: string; readonly right: string }
  | { readonly type: 'check' }
  /** Keeps what was checked so far. */
  | { readonly type: 'cancel' }
  /** Writes the table to a file. */
  | { readonly type: 'save'; readonly csv: string };
