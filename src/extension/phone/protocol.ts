import type { Consolidation } from '../../core/phone/bundles/consolidation';
import type { Decision } from '../../core/phone/decision';
import type { EraseAdvice, EraseAnswers } from '../../core/phone/regeneration/erase';
import type { LogEvent } from '../../core/phone/logs/events';
import type { NextCheck } from '../../core/phone/logs/remedy';
import type { MigrationPlan } from '../../core/phone/migration/migration';
import type { MethodVerdict } from '../../core/phone/migration/reasons';
import type { Regeneration } from '../../core/phone/regeneration/regeneration';
import type { EraseConditionId, RuleId } from '../../core/phone/rules';
import type { Ready } from '../host/protocol';

/** What the host and the pages about phones say to each other. */
export interface ToPage {
  readonly type: 'show';
  readonly content: Content;
  /** What the page keeps over a restart, for the window to be restored from; null if it is not. */
  readonly kept: unknown;
}

export type FromPage =
  | Ready
  /** Show this record of a file, or the file itself. */
  | { readonly type: 'reveal'; readonly file: string; readonly record: number | null }
  /** Show what is written about a rule. */
  | { readonly type: 'rule'; readonly rule: RuleId }
  /** Ask again what the page is about. */
  | { readonly type: 'change' }
  | { readonly type: 'save' }
  /** Ask what the trust stores of the TVS contain, or forget it. */
  | { readonly type: 'stores'; readonly action: 'choose' | 'forget' }
  /** Whether a condition holds under which an ITL is erased; null: not known. */
  | { readonly type: 'erase'; readonly id: EraseConditionId; readonly answer: boolean | null }
  /** What a person knows about a migration; null: not known. */
  | { readonly type: 'fact'; readonly id: FactId; readonly answer: boolean | null }
  /** The version of a cluster in a migration; null: not known, or there is none. */
  | { readonly type: 'version'; readonly id: VersionId; readonly answer: number | null }
  /** Show a line of the log, from 1. */
  | { readonly type: 'line'; readonly line: number }
  /** Copy the address of the file that the failure of a log asks for. */
  | { readonly type: 'copyAddress' }
  /** Carry on with the check that a log, a decision or a regeneration leads to. */
  | { readonly type: 'carryOn' };

export type Content =
  | DecisionContent
  | PlanContent
  | RegenerationContent
  | BundlesContent
  | LogContent
  /** `canChange`: other files can be chosen. */
  | { readonly kind: 'failed'; readonly message: string; readonly canChange: boolean };

/** How the question to the Trust Verification Service ends. */
export type TvsAnswer = 'vouches' | 'unreachable' | 'unknown';

export interface DecisionContent {
  readonly kind: 'decision';
  readonly offered: string;
  /** Names of what the phone holds; null if it holds none. */
  readonly itl: string | null;
  readonly ctl: string | null;
  /** Both are ITLs, and may be one cluster's before and after its certificates changed. */
  readonly isRegeneration: boolean;
  /** The verdict for each way in which the question to TVS may end. */
  readonly decisions: Readonly<Record<TvsAnswer, Decision>>;
  /** Whether to erase the ITL, if a verdict is a refusal that raises the question. */
  readonly erase: Readonly<Record<TvsAnswer, EraseAdvice | null>>;
  /** What a person has said of its conditions. */
  readonly eraseAnswers: EraseAnswers;
  /** What the trust stores of its TVS contain, by what a person chose; null: not known. */
  readonly stores: { readonly files: readonly string[]; readonly certificates: number } | null;
  readonly rules: Readonly<Record<RuleId, string>>;
}

export interface PlanContent {
  readonly kind: 'plan';
  readonly plan: MigrationPlan;
  readonly verdicts: Readonly<Record<MethodVerdict, string>>;
  readonly facts: FactAnswers;
  /** What is asked for each fact. */
  readonly questions: readonly { readonly id: FactId; readonly question: string }[];
  readonly versions: VersionAnswers;
  /** What is asked for each version, and what its absence means. */
  readonly versionQuestions: readonly { readonly id: VersionId; readonly question: string; readonly none: string }[];
  readonly knownVersions: readonly { readonly value: number; readonly label: string }[];
  readonly sources: Readonly<Record<string, { readonly title: string; readonly url: string }>>;
}

export interface RegenerationContent {
  readonly kind: 'regeneration';
  readonly held: string;
  /** The CTL that the phones hold besides; null if they hold none. */
  readonly ctl: string | null;
  readonly served: string;
  /** The CTL that the cluster serves now; null if none was given. */
  readonly servedCtl: string | null;
  readonly regeneration: Regeneration;
  /** Its outcome in a word or two. */
  readonly title: string;
}

export interface BundlesContent {
  readonly kind: 'bundles';
  /** Names in the workspace, in the order of the bundles in `consolidation`. */
  readonly files: readonly string[];
  /** The lists that they were checked against. */
  readonly lists: readonly string[];
  readonly consolidation: Consolidation;
}

export interface LogContent {
  readonly kind: 'log';
  readonly name: string;
  /** Lines that are not empty, and those of them that were understood. */
  readonly lines: number;
  readonly understood: number;
  /** Cut if there are very many. */
  readonly events: readonly LogEventView[];
  readonly total: number;
  readonly failure: LogEventView | null;
  /** Where what failed succeeded later. */
  readonly recovery: LogEventView | null;
  /** What to do about a failure that was not recovered from. */
  readonly remedy: LogRemedy | null;
  /** Why the end of the log was not read, and what reads it; null if all of it was. */
  readonly unread: string | null;
}

export interface LogRemedy {
  readonly advice: string;
  /** Where to fetch the file that it needs. */
  readonly address: string;
  /** The check that carries on; null if none does. */
  readonly next: NextCheck | null;
}

export interface LogEventView extends LogEvent {
  /** The line as it is in the log, cut if it is long. */
  readonly words: string;
  /** Lists of the workspace that the line may speak of. */
  readonly lists: readonly string[];
}

export type FactId =
  | 'oldTvsReachable'
  | 'tvsRestarted'
  | 'phonesTrustOld'
  | 'everyPhoneBlank'
  | 'phonesHoldCtl'
  | 'backupOfOldKey'
  | 'has79x0'
  | 'unsignedDestination';
/** What is left out is not known. */
export type FactAnswers = Readonly<Partial<Record<FactId, boolean | undefined>>>;

export type VersionId = 'oldVersion' | 'newVersion' | 'centralTftpVersion';
/** Major and minor version as a number; what is left out is not known. */
export type VersionAnswers = Readonly<Partial<Record<VersionId, number | undefined>>>;
