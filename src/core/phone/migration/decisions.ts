import { decide } from '../decide';
import { decidingStep, type Decision } from '../decision';
import type { NamedList, Phone } from '../held';
import type { Cluster, ListDecision, MigrationFacts } from './migration';
import type { KnownFacts } from '../known-facts';

/**
 * What a phone would do with the lists of a cluster, in the order in which it asks for them: the CTL, then the ITL,
 * which it holds against the CTL that it has taken by then.
 */
export async function decisions(phone: Phone, { ctl, itl }: Cluster, known: KnownFacts): Promise<ListDecision[]> {
  if (ctl === null) return itl === null ? [] : [decided(itl, await decideItl(phone, itl, known))];
  const first = await decide(phone, { kind: 'CTL', ...ctl }, known);
  if (itl === null) return [decided(ctl, first)];
  const taken = first.verdict === 'refused' ? null : await decideItl({ ...phone, ctl }, itl, known);
  const kept = first.verdict === 'accepted' ? null : await decideItl(phone, itl, known);
  const second = taken === null || kept === null ? (taken ?? kept) : eitherWay(ctl.file, taken, kept);
  return [decided(ctl, first), ...(second === null ? [] : [decided(itl, second)])];
}

function decided({ file }: NamedList, decision: Decision): ListDecision {
  const reasons = decision.verdict === 'depends' ? decision.dependsOn : [decidingStep(decision)?.sentence ?? ''];
  return { file, decision, reasons: reasons.filter((reason) => reason !== '') };
}

function decideItl(phone: Phone, itl: NamedList, known: KnownFacts): Promise<Decision> {
  return decide(phone, { kind: 'ITL', ...itl }, known);
}

/** Where it is open whether the phone takes the CTL first, a verdict is certain only if both ways lead to it. */
function eitherWay(ctl: string, taken: Decision, kept: Decision): Decision {
  if (taken.verdict === kept.verdict && taken.verdict !== 'depends') return taken;
  const [way, hangsOn] =
    taken.verdict === 'refused'
      ? ([kept, `The phone has not taken ${ctl} before: with that CTL it refuses this list.`] as const)
      : ([taken, `The phone has taken ${ctl} before; without that CTL ${withoutIt(kept)}`] as const);
  return {
    verdict: 'depends',
    rule: way.rule,
    dependsOn: [...new Set([hangsOn, ...way.dependsOn])],
    unknown: [...new Set([...taken.unknown, ...kept.unknown])],
    steps: [...way.steps, { rule: way.rule, outcome: 'depends', sentence: hangsOn, file: ctl, record: null }],
  };
}

function withoutIt({ verdict, dependsOn }: Decision): string {
  switch (verdict) {
    case 'accepted':
      return 'it takes this list all the same.';
    case 'refused':
      return 'it refuses this list.';
    case 'depends':
      return `this has to be true: ${dependsOn.join(' ')}`;
  }
}

/** The reason for a refusal. */
export function refusalOf({ steps }: Decision): string {
  return steps.filter(({ outcome }) => outcome === 'not-met').at(-1)?.sentence ?? '';
}

/** What is known of the old TVS: whether phones reach them, and what their stores hold. */
export function knownFactsOf(
  { bundles }: Pick<Cluster, 'bundles'>,
  { oldTvsReachable, now }: MigrationFacts,
): KnownFacts {
  const reachable = oldTvsReachable === undefined ? 'unknown' : oldTvsReachable ? 'all' : 'none';
  const stores = bundles.length === 0 ? 'unknown' : bundles.flatMap(({ certificates }) => certificates);
  return { tvs: { reachable, stores }, now };
}
