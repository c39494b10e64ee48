import { certificatePhrase } from '../../phone/held';
import { signerOf } from '../../trust/signer';
import type { Statement } from '../../words/statement';
import { heldListsOf, type FleetGroup } from './fleet';
import type { GivenList } from './given';
import { heldKey } from './held-pair';
import { judgeServed, worstOf, type HeldLists } from './judge';
import { phonesIn, type PlanInput } from './plan-input';
import { phonesPhrase, state } from './reasons';

/** A list that was served before, and what becomes of the fleet if it is served again. */
export interface Again {
  readonly list: GivenList;
  readonly says: Statement;
  /** Those that hold it, or take it for certain. */
  readonly takers: readonly FleetGroup[];
  /** The others: whoever may refuse it counts as one that does. */
  readonly refusing: readonly FleetGroup[];
}

/** Lists that are tried, those that most phones hold first: going back to one may save visits. */
const mostCandidates = 4;
/** Groups of a fleet for which that is asked: each takes a decision for each candidate. */
const mostGroups = 1_000;

/**
 * The list to which the cluster had better go back, if fewer phones then need a visit than now, and none that accepts what
 * is served now is put at risk.
 *
 * @param left the groups for which there is no other way with what is served now.
 */
export async function serveAgain(
  left: readonly FleetGroup[],
  { fleet: { groups }, known, given }: PlanInput,
): Promise<Again | null> {
  const now = phonesIn(left);
  if (now === 0 || groups.length > mostGroups) return null;
  let best: Again | null = null;
  let fewest = now;
  for (const list of candidates(groups, given)) {
    const named = list.named();
    const signer = signerOf(named.list);
    if (signer === null) continue;
    const served = { itls: [named], ctls: [], configurations: [] };
    const [takers, refusing]: [FleetGroup[], FleetGroup[]] = [[], []];
    for (const group of groups) {
      const held = whileServed(group, list);
      if (held === null) continue;
      const verdict = worstOf(await judgeServed(held, served, known))?.verdict;
      (verdict === 'accepted' ? takers : refusing).push(group);
    }
    const visits = phonesIn(refusing);
    const isAtRisk = refusing.some(({ verdict }) => verdict === 'accepted');
    if (visits >= fewest || isAtRisk) continue;
    fewest = visits;
    const args = {
      list: list.file,
      signer: certificatePhrase(signer),
      held: phonesPhrase(phonesIn(groups.filter((group) => holds(group, list)))),
      visits: phonesPhrase(visits),
      otherwise: phonesPhrase(now),
    };
    best = { list, says: state('serve-again', args), takers, refusing };
  }
  return best;
}

/** What a group holds, if this list were the one that is served. */
function whileServed(group: FleetGroup, list: GivenList): HeldLists | null {
  const held = heldListsOf(group.pair);
  return held === null ? null : { ...held, isItlServed: holds(group, list), isCtlServed: false };
}

/** Lists that phones hold, and that are not served, by the number of those phones. */
export function candidates(groups: readonly FleetGroup[], given: readonly GivenList[]): GivenList[] {
  const count = (list: GivenList): number => phonesIn(groups.filter((group) => holds(group, list)));
  const held = new Set(groups.map(({ pair }) => heldKey(pair.itl)));
  return given
    .filter((list) => list.kind === 'ITL' && !list.isServed && held.has(heldKey({ state: 'given', list })))
    .map((list) => ({ list, phones: count(list) }))
    .sort((a, b) => b.phones - a.phones)
    .slice(0, mostCandidates)
    .map(({ list }) => list);
}

function holds({ pair: { itl } }: FleetGroup, list: GivenList): boolean {
  return itl.state === 'given' && itl.list === list;
}
