import type { Decision, Step } from '../decision';
import type { Statement } from '../../words/statement';

/** What a plan takes from decisions, and adds to them: the one place of this room that knows how they are built. */

export function statementOf({ rule, outcome, sentence }: Step): Statement {
  return { reason: `${rule}-${outcome}`, args: {}, sentence };
}

export function dependsOn(decision: Decision): Statement[] {
  return decision.dependsOn.map((sentence) => ({ reason: 'depends-on', args: {}, sentence }));
}

export function unknownOf(decision: Decision): Statement[] {
  return decision.unknown.map((sentence) => ({ reason: 'unknown', args: {}, sentence }));
}

/** Why a list is refused: none or one. */
export function refusalOf({ steps }: Decision): Statement[] {
  const step = steps.findLast(({ outcome }) => outcome === 'not-met');
  return step === undefined ? [] : [statementOf(step)];
}

/** A decision that depends on one more condition, and what it leaves open together with another. */
export function dependsOnAlso(decision: Decision, condition: Statement, ctl: string, other: Decision): Decision {
  const { rule, dependsOn: others, steps } = decision;
  const { reason, args, sentence } = condition;
  const step = { rule, outcome: 'depends', file: ctl, record: null, reason, args, sentence } as const;
  return {
    verdict: 'depends',
    rule,
    dependsOn: [...new Set([sentence, ...others])],
    unknown: [...new Set([...decision.unknown, ...other.unknown])],
    steps: [...steps, step],
  };
}

/** What `--json` prints of a decision. */
export function decisionJson(decision: Decision): Decision {
  return decision;
}
