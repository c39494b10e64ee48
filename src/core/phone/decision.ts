import { reasonsOf, sentencesOf, type Statement } from '../words/statement';
import { notKnown, type RuleId, type UnknownId } from './rules';

export type Verdict = 'accepted' | 'refused' | 'depends';

/**
 * - `applies`: the rule for what the phone holds, or what follows from the answer.
 * - `met`, `not-met`: a condition that the files settle.
 * - `depends`: a condition that depends on something outside the files.
 * - `unknown`: a condition that no source settles.
 */
export type StepOutcome = 'applies' | 'met' | 'not-met' | 'depends' | 'unknown';

/** The file and the record, from 1, that a step looked at; null if it looked at none. */
export interface Place {
  readonly file: string | null;
  readonly record: number | null;
}

/** One step on the way to a verdict, as plain JSON. */
export interface Step extends Statement, Place {
  readonly rule: RuleId;
  readonly outcome: StepOutcome;
}

/** The steps in their order; there is always one. */
export type Steps = readonly [Step, ...Step[]];

/** What a phone would do with a file, and why: the reason is that of the step that decided. Plain JSON. */
export interface Decision extends Statement {
  readonly verdict: Verdict;
  /** The rule that decided. */
  readonly rule: RuleId;
  /** For `depends`: the conditions. The phone accepts the file only if all of them are true. */
  readonly dependsOn: readonly Statement[];
  /** What no source settles on the way to this verdict; each `reason` is an `UnknownId`. */
  readonly unknown: readonly Statement[];
  readonly steps: Steps;
}

/** A decision as `--json` prints it: the sentences, and their reasons and values. */
export interface DecisionJson extends Pick<Decision, 'verdict' | 'rule' | 'steps' | 'reason' | 'args'> {
  readonly dependsOn: readonly string[];
  readonly unknown: readonly string[];
  readonly dependsOnReasons: readonly Pick<Statement, 'reason' | 'args'>[];
  readonly unknownReasons: readonly Pick<Statement, 'reason' | 'args'>[];
}

export function decisionJson({ verdict, rule, dependsOn, unknown, steps, reason, args }: Decision): DecisionJson {
  const [first, ...others] = steps;
  return {
    verdict,
    rule,
    dependsOn: sentencesOf(dependsOn),
    unknown: sentencesOf(unknown),
    steps: [stepJson(first), ...others.map(stepJson)],
    reason,
    args,
    dependsOnReasons: reasonsOf(dependsOn),
    unknownReasons: reasonsOf(unknown),
  };
}

function stepJson({ rule, outcome, sentence, file, record, reason, args }: Step): Step {
  return { rule, outcome, sentence, file, record, reason, args };
}

/** A decision from its steps, each condition and each unknown once. */
export function decisionOf(conclusion: Omit<Decision, keyof Statement>): Decision {
  const { verdict, rule, dependsOn, unknown, steps } = conclusion;
  const { reason, args, sentence } = decidingStep(rule, steps);
  return { verdict, rule, reason, args, sentence, dependsOn: distinct(dependsOn), unknown: distinct(unknown), steps };
}

/**
 * The step that says why: the last one under the rule that decided, leaving out the steps that only apply the rule. A
 * condition says more than something that is not known.
 */
function decidingStep(rule: RuleId, steps: Steps): Step {
  const deciding = steps.filter((step) => step.rule === rule && step.outcome !== 'applies');
  return deciding.findLast(({ outcome }) => outcome === 'depends') ?? deciding.at(-1) ?? steps.at(-1) ?? steps[0];
}

/** Each statement once, the first of those that say the same. */
function distinct(all: readonly Statement[]): Statement[] {
  return [...new Map([...all].reverse().map((one) => [one.sentence, one])).values()].reverse();
}

/** A step at a place: of a list, the list as a whole. */
export function stepOf(rule: RuleId, outcome: StepOutcome, statement: Statement, place: Partial<Place> = {}): Step {
  return { rule, outcome, ...statement, file: place.file ?? null, record: place.record ?? null };
}

/** Something on the path that no source settles: the phone accepts the file only if `condition` is true. */
export interface OpenQuestion extends Place {
  readonly id: UnknownId;
  readonly condition: Statement;
}

/** Collects the steps of a decision, and closes it with a verdict. */
export class Path {
  readonly #steps: [Step, ...Step[]];
  readonly #unknown: Statement[] = [];

  constructor(first: Step) {
    this.#steps = [first];
  }

  add(...steps: readonly Step[]): void {
    this.#steps.push(...steps);
  }

  /** Notes something that no source settles, although the verdict does not depend on it. */
  note({ id }: OpenQuestion): void {
    this.#unknown.push(notKnown(id, {}));
  }

  /** A step that says what no source settles, although the verdict does not depend on it. */
  remark(id: UnknownId, step: Step): void {
    this.#unknown.push(notKnown(id, {}));
    this.add(step);
  }

  /** Accepted, unless something on the path is not known: then it depends on that. */
  accept(rule: RuleId, openQuestions: readonly OpenQuestion[] = []): Decision {
    return openQuestions.length === 0 ? this.#close('accepted', rule, []) : this.depend(rule, [], openQuestions);
  }

  refuse(rule: RuleId): Decision {
    return this.#close('refused', rule, []);
  }

  depend(rule: RuleId, dependsOn: readonly Statement[], openQuestions: readonly OpenQuestion[] = []): Decision {
    for (const question of openQuestions) {
      this.note(question);
      this.add(stepOf(rule, 'unknown', question.condition, question));
    }
    return this.#close('depends', rule, [...dependsOn, ...openQuestions.map(({ condition }) => condition)]);
  }

  #close(verdict: Verdict, rule: RuleId, dependsOn: readonly Statement[]): Decision {
    return decisionOf({ verdict, rule, dependsOn, unknown: this.#unknown, steps: [...this.#steps] });
  }
}
