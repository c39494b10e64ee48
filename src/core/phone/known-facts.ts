import type { Certificate } from '../certificates/certificate';

/** What is known about the TVS (Trust Verification Service, TCP 2445) of a phone, besides the files. */
export interface TvsFacts {
  /**
   * Which TVS are in the phone's configuration, answer it, and still present their certificate of its ITL: all, none
   * (and no answer is left from the last 24 hours), or those of these records of the ITL.
   */
  readonly reachable: 'unknown' | 'all' | 'none' | readonly number[];
  /** What their stores (Phone-SAST-trust, CallManager-trust) contain; `holds-signer`: the signer, whoever it is. */
  readonly stores: 'unknown' | 'holds-signer' | readonly Certificate[];
}

/** Without any TVS: what do the lists alone say? */
export const noTvs: TvsFacts = { reachable: 'none', stores: 'unknown' };

export interface KnownFacts {
  readonly tvs: 'unknown' | TvsFacts;
  /** The time at which certificates must be valid; by default the time of the clock. */
  readonly now?: Date | undefined;
}
