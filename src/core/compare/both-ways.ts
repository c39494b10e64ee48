import type { Decision } from '../phone/decision';
import type { NamedList, Phone } from '../phone/held';
import { kindOfList, type OfferedList } from '../phone/offered';

/** What a phone does that holds one side and is offered the other; null where that cannot be asked. */
export interface BothWays {
  readonly leftTakesRight: Decision | null;
  readonly rightTakesLeft: Decision | null;
}

/** `decide` of the phone room, with whatever the caller knows of the world. */
export type Decide = (phone: Phone, offered: OfferedList) => Promise<Decision>;

/**
 * Asks in both directions. A phone holds the one list and nothing else.
 *
 * @param left null for a side without bytes, which no phone can hold or be offered; a list that is neither an ITL nor a
 * CTL cannot be asked about either.
 */
export async function bothWays(left: NamedList | null, right: NamedList | null, decide: Decide): Promise<BothWays> {
  const [a, b] = [offeredOf(left), offeredOf(right)];
  if (a === null || b === null) return { leftTakesRight: null, rightTakesLeft: null };
  const [leftTakesRight, rightTakesLeft] = await Promise.all([decide(holding(a), b), decide(holding(b), a)]);
  return { leftTakesRight, rightTakesLeft };
}

function offeredOf(named: NamedList | null): OfferedList | null {
  if (named === null) return null;
  const kind = kindOfList(named.list, named.file);
  return kind === 'unknown' ? null : { kind, ...named };
}

function holding(list: OfferedList): Phone {
  return list.kind === 'CTL' ? { ctl: list, itl: null } : { ctl: null, itl: list };
}
