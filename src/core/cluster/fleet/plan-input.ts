import type { KnownFacts } from '../../phone/known-facts';
import type { Fleet, FleetGroup } from './fleet';
import type { GivenList } from './given';
import type { ServedFiles } from './judge';

/** What a plan is made of. */
export interface PlanInput {
  readonly fleet: Fleet;
  readonly served: ServedFiles;
  /** Every list that was given: one of them may lead to the served one. */
  readonly given: readonly GivenList[];
  readonly known: KnownFacts;
  /** Lets others work: called between groups. */
  readonly pause?: () => Promise<void>;
}

export function phonesIn(groups: readonly Pick<FleetGroup, 'devices'>[]): number {
  return groups.reduce((sum, { devices }) => sum + devices.length, 0);
}
