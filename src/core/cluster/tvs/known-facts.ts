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
 * What observations say for a decision about a file of this signer; about other signers they say nothing. Only answers count
 * that came under a certificate of the ITL; servers that contradict each other leave it unknown.
 */
export function tvsFactsOf(observations: readonly TvsObservation[], signer: SignerId): TvsFacts {
  const seen = observations.flatMap(({ record }) => record ?? []);
  const said = observations.flatMap(({ answers }) =>
    answers.filter(({ asking, judgement: { isAuthenticated, vouches } }) => {
      return isAuthenticated && vouches !== null && isAbout(asking, signer);
    }),
  );
  // That a server is not reached says nothing about the others.
  return { reachable: seen.length === 0 ? 'unknown' : [...new Set(seen)], stores: storesOf(said) };
}

function storesOf(said: TvsObservation['answers']): TvsFacts['stores'] {
  const vouching = said.filter(({ judgement: { vouches } }) => vouches === true);
  if (said.length === 0 || (vouching.length > 0 && vouching.length < said.length)) return 'unknown';
  if (vouching.length === 0) return [];
  // With the certificate, its key shows whether it made the signature.
  const certificates = vouching.flatMap(({ asking }) => (asking.kind === 'verify' ? asking.certificate : []));
  return certificates.length === 0 ? 'holds-signer' : certificates.slice(0, 1);
}

function isAbout(asking: Asking, signer: SignerId): boolean {
  const key = signerKey(signer);
  return asking.kind === 'query' ? signerKey(asking.signer) === key : signerKeysOf(asking.certificate).includes(key);
}
