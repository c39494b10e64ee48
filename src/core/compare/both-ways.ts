import { kindOfList } from '../format/fields';
import type { Decision } from '../phone/decision';
import type { NamedList, Phone } from '../phone/held';
import type { OfferedList } from '../phone/offered';
import type { Regeneration, RegenerationOutcome } from '../phone/regeneration/regeneration';

/** What a phone does that holds one side and is offered the other; both null where that cannot be asked. */
export interface BothWays {
  readonly leftTakesRight: Way | null;
  readonly rightTakesLeft: Way | null;
  /** Why it cannot be asked, as one sentence; null where it was. */
  readonly untold: string | null;
}

/** What a phone does in one direction. */
export interface Way extends Decision {
  /** For ITLs whose verdict hangs on a TVS; null where the files add nothing to that. */
  readonly sameCluster: SameCluster | null;
}

/** What follows where the offered ITL is what the cluster of the held one serves now: it tells which TVS are left. */
export interface SameCluster {
  readonly outcome: Extract<RegenerationOutcome, 'locked-out' | 'fine-through-tvs'>;
  readonly sentence: string;
}

/** `decide` and `judgeRegeneration` of the phone room, with whatever the caller knows of the world. */
export interface Phoning {
  readonly decide: (phone: Phone, offered: OfferedList) => Promise<Decision>;
  readonly judgeRegeneration: (lists: {
    readonly held: NamedList;
    readonly served: NamedList;
  }) => Promise<Regeneration>;
}

/**
 * Asks in both directions. A phone holds the one list and nothing else.
 *
 * @param left null for a side without bytes, which no phone can hold or be offered; a list that is neither an ITL nor a
 * CTL cannot be asked about either.
 */
export async function bothWays(left: NamedList | null, right: NamedList | null, phoning: Phoning): Promise<BothWays> {
  const cannotBeTold = 'What a phone makes of these cannot be told:';
  if (left === null || right === null) {
    return untold(`${cannotBeTold} it takes two lists with their bytes, and the text of a cluster has none.`);
  }
  const [a, b] = [offeredOf(left), offeredOf(right)];
  if (a === null || b === null) {
    const { file } = a === null ? left : right;
    return untold(`${cannotBeTold} ${file} is neither an ITL nor a CTL.`);
  }
  const [leftTakesRight, rightTakesLeft] = await Promise.all([way(a, b, phoning), way(b, a, phoning)]);
  return { leftTakesRight, rightTakesLeft, untold: null };
}

function untold(sentence: string): BothWays {
  return { leftTakesRight: null, rightTakesLeft: null, untold: sentence };
}

function offeredOf(named: NamedList): OfferedList | null {
  const kind = kindOfList(named.list, named.file);
  return kind === 'unknown' ? null : { kind, ...named };
}

async function way(held: OfferedList, offered: OfferedList, phoning: Phoning): Promise<Way> {
  const decision = await phoning.decide(holding(held), offered);
  const hangsOnTvs = decision.verdict === 'depends' && held.kind === 'ITL' && offered.kind === 'ITL';
  return { ...decision, sameCluster: hangsOnTvs ? await sameCluster(held, offered, phoning) : null };
}

function holding(list: OfferedList): Phone {
  return list.kind === 'CTL' ? { ctl: list, itl: null } : { ctl: null, itl: list };
}

async function sameCluster(
  held: NamedList,
  served: NamedList,
  { judgeRegeneration }: Phoning,
): Promise<SameCluster | null> {
  const { outcome, sentence } = await judgeRegeneration({ held, served });
  return outcome === 'locked-out' || outcome === 'fine-through-tvs' ? { outcome, sentence } : null;
}
