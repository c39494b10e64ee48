import { failure, type ClusterFailure } from './failures';

/** Characters of a server's own words that are shown. */
const longestAnswer = 200;

/** Why an answer by HTTP brings no file. */
export interface HttpRefusal {
  readonly status: 'missing' | 'busy' | 'failed';
  readonly failure: ClusterFailure;
}

/** @returns null for an answer that brings the file. */
export function httpRefusalOf(code: number, text: string, location: string | undefined): HttpRefusal | null {
  if (code === 200) return null;
  const answer = `HTTP ${code} ${text}`.trim().slice(0, longestAnswer);
  if (code === 404) return { status: 'missing', failure: failure('not-found', { answer }) };
  if (code === 503) return { status: 'busy', failure: failure('busy', { answer }) };
  const to = location?.slice(0, longestAnswer);
  const reason =
    to === undefined ? failure('http-status', { answer }) : failure('redirected', { answer, location: to });
  return { status: 'failed', failure: reason };
}
