import { decisionOf, type Decision } from '../decision';
import type { Statement } from '../../words/statement';

/** What a plan takes from decisions, and adds to them. */

/** Why a list is refused: none or one. */
export function refusalOf({ steps }: Decision): Statement[] {
  const step = steps.findLast(({ outcome }) => outcome === 'not-met');
  return step === undefined ? [] : [statementOf(step)];
}

/** A decision that depends on one more condition, and what it leaves open together with another. */
export function dependsOnAlso(decision: Decision, condition: Statement, ctl: string, other: Decision): Decision {
  const { rule, dependsOn, unknown, steps } = decision;
  return decisionOf({
    verdict: 'depends',
    rule,
    dependsOn: [condition, ...dependsOn],
    unknown: [...unknown, ...other.unknown],
    steps: [...steps, { rule, outcome: 'depends', file: ctl, record: null, ...condition }],
  });
}

/** The reason of a decision or a step by itself. */
export function statementOf({ reason, args, sentence }: Statement): Statement {
  return { reason, args, sentence };
}
