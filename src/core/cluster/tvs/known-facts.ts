import type { TvsFacts } from '../../phone/known-facts';
import { signerKey, signerKeysOf, type SignerId } from '../../trust/signer';
import type { Asking, TvsJudgement } from './asking';

/** What one visit to a TVS brought to light. */
export interface TvsObservation {
  /** The TVS record of the ITL whose certificate the server presented; null if none. */
  readonly record: number | null;
  readonly answers: readonly { readonly asking: Asking; readonly judgement: TvsJudgement }[];
}

/**
 * What observations say for a decision about a file of this signer. Only answers count that came under a certificate of the
 * ITL; servers that contradict each other leave it unknown.
 */
export function tvsFactsOf(observations: readonly TvsObservation[], signer: SignerId): TvsFacts {
  const seen = observations.flatMap(({ record }) => record ?? []);
  const said = observations.flatMap(({ answers }) =>
    answers.flatMap(({ asking, judgement: { isAuthenticated, vouches } }) =>
      isAuthenticated && vouches !== null && isAbout(asking, signer) ? [vouches] : [],
    ),
  );
  const isAgreed = said.length > 0 && said.every((vouches) => vouches === said[0]);
  const stores = !isAgreed ? 'unknown' : said[0] === true ? 'holds-signer' : [];
  // That none of those asked is reached says nothing about the others.
  return { reachable: seen.length === 0 ? 'unknown' : [...new Set(seen)], stores };
}

function isAbout(asking: Asking, signer: SignerId): boolean {
  const key = signerKey(signer);
  return asking.kind === 'query' ? signerKey(asking.signer) === key : signerKeysOf(asking.certificate).includes(key);
}
