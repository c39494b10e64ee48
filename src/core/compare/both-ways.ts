import { kindOfList } from '../format/fields';
import type { Decision } from '../phone/decision';
import type { NamedList, Phone } from '../phone/held';
import type { OfferedList } from '../phone/offered';
import type { Regeneration, RegenerationOutcome } from '../phone/regeneration/regeneration';
import { statementOf, type Statement } from '../words/statement';
import { stateSide } from './reasons';

/** What a phone does that holds one side and is offered the other; both null if that cannot be decided. */
export interface BothWays {
  readonly leftTakesRight: Way | null;
  readonly rightTakesLeft: Way | null;
  /** Why it cannot be decided; null if it is. */
  readonly untold: Statement | null;
}

/** What a phone does in one direction. */
export interface Way extends Decision {
  /** For ITLs whose verdict depends on a TVS; null if the files add nothing to that. */
  readonly sameCluster: SameCluster | null;
}

/** What follows if the cluster of the held ITL now serves the offered one: it tells which TVS are left. */
export interface SameCluster extends Statement {
  readonly outcome: Extract<RegenerationOutcome, 'locked-out' | 'fine-through-tvs'>;
}

/** `decide` and `judgeRegeneration`, with what the caller knows besides the files. */
export interface Phoning {
  readonly decide: (phone: Phone, offered: OfferedList) => Promise<Decision>;
  readonly judgeRegeneration: (lists: {
    readonly held: NamedList;
    readonly served: NamedList;
  }) => Promise<Regeneration>;
}

/**
 * Decides in both directions. A phone holds one list and nothing else.
 *
 * @param left null for a side without bytes, which a phone can neither hold nor be offered.
 */
export async function bothWays(left: NamedList | null, right: NamedList | null, phoning: Phoning): Promise<BothWays> {
  if (left === null || right === null) return untold(stateSide('no-bytes', {}));
  const [a, b] = [offeredOf(left), offeredOf(right)];
  if (a === null || b === null) {
    const { file } = a === null ? left : right;
    return untold(stateSide('neither-kind', { file }));
  }
  const [leftTakesRight, rightTakesLeft] = await Promise.all([way(a, b, phoning), way(b, a, phoning)]);
  return { leftTakesRight, rightTakesLeft, untold: null };
}

function untold(why: Statement): BothWays {
  return { leftTakesRight: null, rightTakesLeft: null, untold: why };
}

function offeredOf(named: NamedList): OfferedList | null {
  const kind = kindOfList(named.list, named.file);
  return kind === 'unknown' ? null : { ...named, kind };
}

async function way(held: OfferedList, offered: OfferedList, phoning: Phoning): Promise<Way> {
  const decision = await phoning.decide(holding(held), offered);
  const dependsOnTvs = decision.verdict === 'depends' && held.kind === 'ITL' && offered.kind === 'ITL';
  return { ...decision, sameCluster: dependsOnTvs ? await sameCluster(held, offered, phoning) : null };
}

function holding(list: OfferedList): Phone {
  return list.kind === 'CTL' ? { ctl: list, itl: null } : { ctl: null, itl: list };
}

async function sameCluster(
  held: NamedList,
  served: NamedList,
  { judgeRegeneration }: Phoning,
): Promise<SameCluster | null> {
  const regeneration = await judgeRegeneration({ held, served });
  const { outcome } = regeneration;
  if (outcome !== 'locked-out' && outcome !== 'fine-through-tvs') return null;
  return { outcome, ...statementOf(regeneration) };
}
