import type { InspectedRecord } from '../../trust/inspected-record';
import type { Decision } from '../decision';
import type { InspectedList, Phone } from '../held';
import type { TvsFacts } from '../known-facts';

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

/** What they do without a TVS, and with every one that kept its certificate. */
export interface Answers {
  readonly alone: Asked;
  readonly through: Asked;
}

/** With every TVS that kept its certificate, each of which knows the new signer. */
export function keptTvsVouch(kept: readonly InspectedRecord[]): TvsFacts {
  return { reachable: kept.map(({ index }) => index), stores: 'holds-signer' };
}
