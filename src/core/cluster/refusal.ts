import type { ClusterFailure } from './failures';

/** Why an answer of a server brings no file. */
export interface Refusal {
  readonly status: 'missing' | 'busy' | 'failed';
  readonly failure: ClusterFailure;
}

/** Characters of a server's own words that are shown. */
export const longestAnswer = 200;
