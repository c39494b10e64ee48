import type { InspectedRecord } from '../../trust/inspected-record';
import type { Decision } from '../decision';
import type { InspectedList, Phone } from '../held';
import type { KnownFacts, TvsFacts } from '../known-facts';

/** What is judged: the phones, what they are given, and what the lists say of both. */
export interface Change {
  readonly phone: Phone;
  readonly now: Date | undefined;
  readonly old: InspectedList;
  readonly next: InspectedList;
  /** The CTL that phones hold. */
  readonly ctl: InspectedList | null;
  /** The TVS certificates that phones know and the cluster still serves. */
  readonly kept: readonly InspectedRecord[];
}

/** What phones do with the lists of their cluster, the CTL first; null without one. */
export interface Asked {
  readonly itl: Decision;
  readonly ctl: Decision | null;
}

export type Ask = (tvs: KnownFacts['tvs']) => Promise<Asked>;

/** Without any TVS: what do the lists alone say? */
export const noTvs: TvsFacts = { reachable: 'none', stores: 'unknown' };

/** With every TVS that kept its certificate, each of which knows the new signer. */
export function keptTvsVouch(kept: readonly InspectedRecord[]): TvsFacts {
  return { reachable: kept.map(({ index }) => index), stores: 'holds-signer' };
}
