import { reasonsOf, sentencesOf, type Statement } from '../../words/statement';
import type { Evidence } from '../evidence';
import { messages } from '../../words/translate';

/**
 * - `fine`: phones accept the new ITL by what they hold.
 * - `fine-through-tvs`: they accept it if a TVS that kept its certificate vouches.
 * - `locked-out`: neither is possible.
 * - `damaged`: no sound cluster serves the new ITL: its signature does not verify, or its signer is not in it.
 * - `ctl-outdated`: they accept the new ITL, and the CTL of the cluster has to be brought up to date with it.
 * - `too-large`: phones do not load the new ITL, whoever signed it.
 * - `not-known`: it depends on something that no source settles.
 */
export type RegenerationOutcome =
  'fine' | 'fine-through-tvs' | 'ctl-outdated' | 'locked-out' | 'damaged' | 'too-large' | 'not-known';

/** Each outcome in a word or two. */
export const outcomeTitles: Readonly<Record<RegenerationOutcome, string>> = messages({
  fine: 'Fine',
  'fine-through-tvs': 'Fine through TVS',
  'ctl-outdated': 'CTL out of date',
  'locked-out': 'Locked out',
  damaged: 'Damaged',
  'too-large': 'Too large',
  'not-known': 'Not known',
});

/** What a change of certificates in one cluster does to the phones that hold the old ITL. Plain JSON. */
export interface Regeneration extends Statement {
  readonly outcome: RegenerationOutcome;
  /** The catalogue's words for the outcome, followed by those of `because`. */
  readonly sentence: string;
  /**
   * What the outcome rests on: a step of the phone's decision, what becomes of configuration, or what would be true but
   * for the CTL. Null if nothing.
   */
  readonly because: Statement | null;
  readonly evidence: readonly Evidence[];
  /** What must be true besides: for `fine-through-tvs` and `not-known`. */
  readonly conditions: readonly Statement[];
  /** What to do: how to get through, or what is left after a lock-out, best first. */
  readonly remedies: readonly Statement[];
  /** What no source settles. */
  readonly unknown: readonly Statement[];
}

type Reason = Pick<Statement, 'reason' | 'args'>;

/** What `trustlist migrate --regenerated --json` prints: sentences, and their reasons without the words. */
export interface RegenerationJson extends Reason {
  readonly outcome: RegenerationOutcome;
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  readonly conditions: readonly string[];
  readonly remedies: readonly string[];
  readonly unknown: readonly string[];
  readonly because: Reason | null;
  readonly conditionsReasons: readonly Reason[];
  readonly remediesReasons: readonly Reason[];
  readonly unknownReasons: readonly Reason[];
}

export function regenerationJson(regeneration: Regeneration): RegenerationJson {
  const { outcome, sentence, reason, args, because, evidence, conditions, remedies, unknown } = regeneration;
  return {
    outcome,
    sentence,
    evidence,
    conditions: sentencesOf(conditions),
    remedies: sentencesOf(remedies),
    unknown: sentencesOf(unknown),
    reason,
    args,
    because: because === null ? null : { reason: because.reason, args: because.args },
    conditionsReasons: reasonsOf(conditions),
    remediesReasons: reasonsOf(remedies),
    unknownReasons: reasonsOf(unknown),
  };
}
