import { decide } from '../decide';
import { decisionOf, type Decision } from '../decision';
import type { NamedList, Phone } from '../held';
import type { KnownFacts } from '../known-facts';
import { statementOf, type Statement } from '../../words/statement';
import { explained } from './lines';
import type { Cluster, ListDecision, MigrationFacts } from './migration';
import { state } from './reasons';

/**
 * What a phone would do with the lists of a cluster, in the order in which it asks for them: the CTL, then the ITL,
 * which it judges with the CTL that it has taken by then.
 */
export async function decisions(phone: Phone, { ctl, itl }: Cluster, known: KnownFacts): Promise<ListDecision[]> {
  if (ctl === null) return itl === null ? [] : [decided(itl, await decideItl(phone, itl, known))];
  const first = await decide(phone, { ...ctl, kind: 'CTL' }, known);
  if (itl === null) return [decided(ctl, first)];
  const taken = first.verdict === 'refused' ? null : await decideItl({ ...phone, ctl }, itl, known);
  const kept = first.verdict === 'accepted' ? null : await decideItl(phone, itl, known);
  const second = taken === null || kept === null ? (taken ?? kept) : eitherWay(ctl.file, taken, kept);
  return [decided(ctl, first), ...(second === null ? [] : [decided(itl, second)])];
}

/** The same for a cluster that signs nothing: what a phone does with an unsigned configuration. */
export async function unsignedDecision(phone: Phone, known: KnownFacts): Promise<ListDecision> {
  const file = 'SEP<MAC>.cnf.xml';
  return decided({ file }, await decide(phone, { kind: 'configuration', file, signed: null }, known));
}

function decided({ file }: Pick<NamedList, 'file'>, decision: Decision): ListDecision {
  if (decision.verdict === 'depends') return { file, decision, reasons: decision.dependsOn };
  return { file, decision, reasons: [statementOf(decision)] };
}

function decideItl(phone: Phone, itl: NamedList, known: KnownFacts): Promise<Decision> {
  return decide(phone, { ...itl, kind: 'ITL' }, known);
}

/** While it is open whether the phone takes the CTL first, a verdict is certain only if both ways lead to it. */
function eitherWay(ctl: string, taken: Decision, kept: Decision): Decision {
  if (taken.verdict === kept.verdict && taken.verdict !== 'depends') return taken;
  return taken.verdict === 'refused'
    ? dependsOnAlso(kept, state('ctl-not-taken', { ctl }), ctl, taken)
    : dependsOnAlso(taken, ctlTaken(ctl, kept), ctl, kept);
}

/** The phone has taken the CTL first, and what it does with the ITL without that CTL. */
function ctlTaken(ctl: string, without: Decision): Statement {
  switch (without.verdict) {
    case 'accepted':
      return state('ctl-taken-or-accepted', { ctl });
    case 'refused':
      return state('ctl-taken-or-refused', { ctl });
    case 'depends':
      return explained(state('ctl-taken-or-depends', { ctl }), without.dependsOn);
  }
}

/** A decision that depends on one more condition, and what it leaves open together with another. */
function dependsOnAlso(decision: Decision, condition: Statement, ctl: string, other: Decision): Decision {
  const { rule, dependsOn, unknown, steps } = decision;
  return decisionOf({
    verdict: 'depends',
    rule,
    dependsOn: [condition, ...dependsOn],
    unknown: [...unknown, ...other.unknown],
    steps: [...steps, { rule, outcome: 'depends', file: ctl, record: null, ...condition }],
  });
}

export function refusedOf(judged: readonly ListDecision[]): ListDecision | undefined {
  return judged.find(({ decision }) => decision.verdict === 'refused');
}

/** What is known of the old TVS: whether phones reach them, and what their stores contain. */
export function knownFactsOf(
  { bundles }: Pick<Cluster, 'bundles'>,
  { oldTvsReachable, now }: MigrationFacts,
): KnownFacts {
  const reachable = oldTvsReachable === undefined ? 'unknown' : oldTvsReachable ? 'all' : 'none';
  const stores = bundles.length === 0 ? 'unknown' : bundles.flatMap(({ certificates }) => certificates);
  return { tvs: { reachable, stores }, now };
}
