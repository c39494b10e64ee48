import { reasonsOf, sentencesOf, type Statement } from '../../words/statement';
import { decisionJson } from '../decision';
import type { ListDecision, Method, MigrationPlan } from './migration';

/** What `--json` prints of a plan: its sentences, and the reasons and values that they are made of. */
export function planJson({ from, to, destination, asItIs, methods, notes, centralizedTftp }: MigrationPlan) {
  return {
    from,
    to,
    destination,
    asItIs: asItIs.map(listDecisionJson),
    methods: methods.map(methodJson),
    ...listed('notes', notes),
    centralizedTftp:
      centralizedTftp === null ? null : { ...centralizedTftp, ...listed('steps', centralizedTftp.steps) },
  };
}

function listDecisionJson({ file, decision, reasons }: ListDecision) {
  return { file, decision: decisionJson(decision), ...listed('reasons', reasons) };
}

function methodJson({ because, conditions, steps, unknown, ...method }: Method) {
  return {
    ...method,
    becauseReasons: reasonsOf(because),
    ...listed('conditions', conditions),
    ...listed('steps', steps),
    ...listed('unknown', unknown),
  };
}

type Listed<Name extends string> = Readonly<
  Record<Name, readonly string[]> & Record<`${Name}Reasons`, readonly Pick<Statement, 'reason' | 'args'>[]>
>;

/** The sentences under `name`, and the reasons under `<name>Reasons`, in the same order. */
function listed<Name extends string>(name: Name, all: readonly Statement[]): Listed<Name> {
  return { [name]: sentencesOf(all), [`${name}Reasons`]: reasonsOf(all) } as Listed<Name>;
}
