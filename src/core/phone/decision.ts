import type { RuleId, UnknownId } from './rules';
import { unknowns } from './rules';

export type Verdict = 'accepted' | 'refused' | 'depends';

/**
 * - `applies`: what the phone's state makes of the question, or what follows from the answer.
 * - `met`, `not-met`: a condition that the files settle.
 * - `depends`: a condition that hangs on something outside the files.
 * - `unknown`: a condition that no source settles.
 */
export type StepOutcome = 'applies' | 'met' | 'not-met' | 'depends' | 'unknown';

/** One step on the way to a verdict, as plain JSON. */
export interface Step {
  readonly rule: RuleId;
  readonly outcome: StepOutcome;
  readonly sentence: string;
  /** The file that the step looked at; null where it is about none. */
  readonly file: string | null;
  /** The record that decided it, from 1. */
  readonly record: number | null;
}

/** What a phone would do with a file, as plain JSON: it is what `trustlist phone --json` prints. */
export interface Decision {
  readonly verdict: Verdict;
  /** The rule that decided. */
  readonly rule: RuleId;
  /** For `depends`: what exactly it hangs on, one sentence each; all of them have to be true for the phone to accept. */
  readonly dependsOn: readonly string[];
  /** What no source settles on this path. */
  readonly unknown: readonly string[];
  readonly steps: readonly Step[];
}

/**
 * The step that says why: the last one under the rule that decided which is more than a consequence. Of what a verdict
 * hangs on, a condition says more than a doubt.
 */
export function decidingStep({ rule, steps }: Decision): Step | null {
  const reasons = steps.filter((step) => step.rule === rule && step.outcome !== 'applies');
  return reasons.findLast(({ outcome }) => outcome === 'depends') ?? reasons.at(-1) ?? steps.at(-1) ?? null;
}

/** Something on the path that no source settles: the acceptance then hangs on `hangsOn`. */
export interface OpenQuestion {
  readonly id: UnknownId;
  readonly hangsOn: string;
  readonly file: string | null;
  readonly record: number | null;
}

/** Collects the steps of a decision and closes it with a verdict. */
export class Path {
  readonly #steps: Step[] = [];
  readonly #unknown = new Set<string>();

  step(
    rule: RuleId,
    outcome: StepOutcome,
    sentence: string,
    place: { readonly file?: string | null; readonly record?: number | null } = {},
  ): void {
    this.#steps.push({ rule, outcome, sentence, file: place.file ?? null, record: place.record ?? null });
  }

  /** Notes something that no source settles, without hanging the verdict on it. */
  note(id: UnknownId): void {
    this.#unknown.add(unknowns[id]);
  }

  /** Accepted, unless something on the path is not known: then it depends on that. */
  accept(rule: RuleId, openQuestions: readonly OpenQuestion[] = []): Decision {
    return openQuestions.length === 0 ? this.#close('accepted', rule, []) : this.depend(rule, [], openQuestions);
  }

  refuse(rule: RuleId): Decision {
    return this.#close('refused', rule, []);
  }

  depend(rule: RuleId, dependsOn: readonly string[], openQuestions: readonly OpenQuestion[] = []): Decision {
    for (const { id, hangsOn, file, record } of openQuestions) {
      this.note(id);
      this.step(rule, 'unknown', `${hangsOn} ${unknowns[id]}`, { file, record });
    }
    return this.#close('depends', rule, [...dependsOn, ...openQuestions.map(({ hangsOn }) => hangsOn)]);
  }

  #close(verdict: Verdict, rule: RuleId, dependsOn: readonly string[]): Decision {
    return {
      verdict,
      rule,
      dependsOn: [...new Set(dependsOn)],
      unknown: [...this.#unknown],
      steps: [...this.#steps],
    };
  }
}
