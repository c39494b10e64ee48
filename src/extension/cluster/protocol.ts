import type { FleetState, ServedFile } from '../../core/cluster/fleet/fleet';
import type { FleetDevice } from '../../core/cluster/fleet/phones';
import type { PlanKind } from '../../core/cluster/fleet/plan';
import type { Verdict } from '../../core/phone/decision';
import type { VerdictOutcome } from '../../core/trust/verdict-sentences';
import type { Ready, RequestMessage } from '../host/protocol';

/** A group of phones in short: what the bar and the rows of its phones show. */
export interface GroupView {
  readonly state: FleetState;
  readonly verdict: Verdict | null;
  readonly rule: string | null;
  /** `Locked out`. */
  readonly title: string;
  /** `old/ITLFile.tlv, CTL CTLFile.tlv`. */
  readonly holding: string;
  readonly phones: number;
  /** Its ITL was given, so it can be opened and compared. */
  readonly opens: boolean;
}

/** What is said of one group at length. */
export interface GroupDetails {
  readonly sentences: readonly string[];
  /** What these phones do with each file that is served. */
  readonly judged: readonly { readonly file: string; readonly verdict: Verdict }[];
  /** `7841 (12), 8851 (3)`; empty if no source says. */
  readonly models: string;
  /** The lists that can be opened, by name. */
  readonly itl: string | null;
  readonly ctl: string | null;
}

export interface StepView {
  readonly kind: PlanKind;
  readonly sentence: string;
  /** Positions of the groups that it is for. */
  readonly groups: readonly number[];
}

export interface ProblemView {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
  /** The file can be opened: it is not in an archive. */
  readonly opens: boolean;
}

/** The answer about a fleet, without its phones. */
export interface AnswerView {
  readonly headline: string;
  readonly outcome: VerdictOutcome;
  /** What was not read, if that was cancelled. */
  readonly missing: string | null;
  readonly phones: number;
  readonly served: readonly ServedFile[];
  /** The worst first. */
  readonly groups: readonly GroupView[];
  /** What to do, in order. */
  readonly plan: readonly StepView[];
  /** The first ones. */
  readonly problems: readonly ProblemView[];
  /** All of them. */
  readonly problemCount: number;
}

/** How far an audit is. */
export type AuditView =
  /** The files of the sources are looked for. */
  | { readonly phase: 'finding'; readonly files: number }
  | {
      readonly phase: 'reading';
      /** Files. */
      readonly done: number;
      readonly total: number;
      /** From 0 to 1, by what there is to read. */
      readonly part: number;
      readonly phones: number;
      /** Null until it is known. */
      readonly secondsLeft: number | null;
    }
  | { readonly phase: 'deciding'; readonly phones: number }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'answer'; readonly answer: AnswerView };

/** Phones of one group that follow one another, from the position of the first one in it. */
export interface PhoneRun {
  readonly group: number;
  readonly from: number;
  readonly devices: readonly FleetDevice[];
}

export type ToPage =
  /** @param kept from which the window is made again after a restart. */
  | { readonly type: 'show'; readonly revision: number; readonly view: AuditView; readonly kept: unknown }
  /** Phones in the order of their groups; `isLast` for the last of all. */
  | { readonly type: 'phones'; readonly runs: readonly PhoneRun[]; readonly isLast: boolean }
  | { readonly type: 'progress'; readonly view: AuditView };

/** One side of a comparison: the list that a group holds. */
export type ListPlace = { readonly group: number; readonly kind: 'itl' | 'ctl' };

export type Request = { readonly kind: 'group'; readonly group: number };

export interface Replies {
  readonly group: GroupDetails;
}

export type FromPage =
  | Ready
  | RequestMessage<Request>
  /** Keeps what was read so far. */
  | { readonly type: 'cancel' }
  /** Reads everything again. */
  | { readonly type: 'again' }
  /** Asks again what is audited. */
  | { readonly type: 'change' }
  | ({ readonly type: 'list' } & ListPlace)
  | { readonly type: 'compare'; readonly left: number; readonly right: number }
  /** Opens the place that says what a phone holds: the position of its group, and its own in that. */
  | { readonly type: 'phone'; readonly group: number; readonly index: number }
  | { readonly type: 'problem'; readonly index: number }
  | { readonly type: 'save'; readonly as: 'csv' | 'markdown' };
