import { failure } from './failures';
import { longestAnswer, type Refusal } from './refusal';

/** Why an answer by HTTP brings no file; null for one that brings it. */
export function httpRefusalOf(code: number, text: string, location: string | undefined): Refusal | null {
  if (code === 200) return null;
  const answer = `HTTP ${code} ${text}`.trim().slice(0, longestAnswer);
  if (code === 404) return { status: 'missing', failure: failure('not-found', { answer }) };
  if (code === 503) return { status: 'busy', failure: failure('busy', { answer }) };
  const to = location?.slice(0, longestAnswer);
  const reason =
    to === undefined ? failure('http-status', { answer }) : failure('redirected', { answer, location: to });
  return { status: 'failed', failure: reason };
}
