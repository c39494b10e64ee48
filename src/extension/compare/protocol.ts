import type { SameCluster } from '../../core/compare/both-ways';
import type { Fold, RowKind } from '../../core/compare/comparison';
import type { SideName, VerdictSentence } from '../../core/compare/phone-sentences';
import type { Verdict } from '../../core/phone/decision';
import type { Ready, ReplyMessage, RequestMessage } from '../host/protocol';

export type { SideName } from '../../core/compare/phone-sentences';

/**
 * What the host and the page of a comparison say to each other. The host sends what the list of records takes, then the
 * phone's verdict; the fields of records the page asks for when it shows them, so that messages stay small however
 * large the lists are. A `revision` numbers the states of the comparison: what belongs to an older one is dropped.
 */
export type ToPage =
  | { readonly type: 'open'; readonly revision: number; readonly content: Content }
  | { readonly type: 'phone'; readonly revision: number; readonly phone: PhoneView }
  /** Show the next or the previous difference. */
  | { readonly type: 'go'; readonly to: Direction }
  | ReplyMessage;

export type FromPage =
  | Ready
  | { readonly type: 'swap' }
  | { readonly type: 'compareAsText' }
  /** Open the list or text of a side, at a record if one is given. */
  | { readonly type: 'show'; readonly side: SideName; readonly record: number | null }
  | RequestMessage<Request>;

export type Direction = 'next' | 'previous';

export type Content = {
  /** Where the sides come from, for the page to keep: the comparison is restored from it after a restart. */
  readonly sources: unknown;
  readonly left: SideView;
  readonly right: SideView;
} & (
  | { readonly kind: 'comparison'; readonly comparison: ComparisonView }
  /** A side cannot be read: its `problem` says why. */
  | { readonly kind: 'unreadable' }
);

export interface SideView {
  /** `ITLFile.tlv (HEAD)`. */
  readonly name: string;
  /** `ITL`, `5,438 bytes`, …; empty if the side cannot be read. */
  readonly facts: readonly string[];
  /** One sentence. */
  readonly problem: string | null;
}

export interface ComparisonView {
  readonly same: boolean;
  /** One sentence, without its full stop. */
  readonly summary: string;
  readonly header: readonly FieldView[];
  readonly rows: RowColumns;
  /** Runs of unchanged rows, if differences of form count as differences, and if they do not. */
  readonly folds: { readonly withForm: readonly Fold[]; readonly withoutForm: readonly Fold[] };
  /** Sentences on what could not be compared. */
  readonly uncompared: readonly string[];
  /** How each kind of row is shown. */
  readonly looks: Readonly<Record<RowKind, Look>>;
}

export interface Look {
  /** A sign of its own for each kind, so that none is told by colour alone. */
  readonly sign: string;
  readonly word: string;
}

/** The rows of the comparison by columns, since there may be twenty thousand. */
export interface RowColumns {
  readonly kinds: readonly RowKind[];
  readonly moved: readonly boolean[];
  readonly left: RecordColumns;
  readonly right: RecordColumns;
  /** How many lines `fields` will answer for each row: all, and those of form alone. */
  readonly fields: readonly number[];
  readonly formFields: readonly number[];
}

/** The records of one side, row by row; null if the side has none. */
export interface RecordColumns {
  readonly numbers: readonly (number | null)[];
  /** `TVS`. */
  readonly functions: readonly (string | null)[];
  /** `cucm-sub1.example.com`; cut if it is long. */
  readonly names: readonly (string | null)[];
  /** `2E:3E:1A`; cut if it is long. */
  readonly serials: readonly (string | null)[];
}

/** A line under a record: a field that differs, or, if one side has no such record, what the other one contains. */
export interface FieldView {
  readonly field: string;
  readonly left: string | null;
  readonly right: string | null;
  /** True if it is cosmetic: only the writing differs. */
  readonly form: boolean;
}

export interface PhoneView {
  readonly leftTakesRight: VerdictView | null;
  readonly rightTakesLeft: VerdictView | null;
  /** Why neither can be told, as one sentence; null if they are. */
  readonly untold: string | null;
}

/** What a phone that holds one side makes of the other. */
export interface VerdictView {
  readonly verdict: Verdict;
  readonly sentence: VerdictSentence;
  /** `P4`. */
  readonly rule: string;
  /** The sentence that decides. */
  readonly why: string;
  readonly dependsOn: readonly string[];
  readonly unknown: readonly string[];
  /** What follows if the offered list is what the phone's own cluster serves now; null if that adds nothing. */
  readonly sameCluster: (SameCluster & { readonly short: VerdictSentence }) | null;
}

export type Request =
  /** The lines of the rows from `first` on, as many as one message should hold. */
  | { readonly kind: 'fields'; readonly first: number; readonly count: number }
  | { readonly kind: 'copy'; readonly format: 'text' | 'markdown'; readonly hideForm: boolean };

export interface Replies {
  readonly fields: readonly (readonly FieldView[])[];
  readonly copy: null;
}
