import { failure, type ClusterFailure } from '../failures';
import { httpRefusalOf } from '../http-status';
import { nameOfTarget } from './http-head';
import { HttpSide, type HttpRequest, type HttpResponse } from './http-side';
import type { ContentAllowance } from './kept';
import type { StreamReader } from './stream';
import type { ConnectionEnd, ConnectionSummary, Conversation, Ends } from './tcp';
import { noFile, partOfFile, wholeFile, type CapturedTransfer, type Outcome } from './transfer';

/** The name of a file whose request was not captured. */
const unknownName = 'unknown';

/** Reads a connection as HTTP, if it is; which end asks follows from what they send. */
export class HttpConversation implements Conversation {
  readonly #sides: Readonly<Record<ConnectionEnd, HttpSide>>;

  constructor(
    readonly ends: Ends,
    allowance: ContentAllowance,
    readonly onTransfer: (transfer: CapturedTransfer) => void,
  ) {
    const sideAgainst = (other: ConnectionEnd): HttpSide =>
      new HttpSide(allowance, (number) => this.#sides[other].requests[number]?.head.method);
    this.#sides = { first: sideAgainst('second'), second: sideAgainst('first') };
  }

  readerOf(end: ConnectionEnd): StreamReader {
    return this.#sides[end];
  }

  finish(summary: ConnectionSummary): void {
    const { first, second } = this.#sides;
    const client = first.requests.length > 0 || second.responses.length > 0 ? 'first' : 'second';
    const [asking, answering] = client === 'first' ? [first, second] : [second, first];
    // What is missing inside a body is known not to be a message.
    const isWhole = summary.client !== null && !asking.hasLoss && !answering.hasLoss;
    const pairs = isWhole ? pairInOrder(asking, answering) : pairByPlace(asking.requests, answering.responses);
    const ends = { client: this.ends[client], server: this.ends[client === 'first' ? 'second' : 'first'] };
    for (const { request, response } of pairs) {
      if (request !== null && request.head.method !== 'GET') response?.content.drop();
      else if (request !== null || hasContent(response)) this.#report(ends, request, response, summary);
    }
  }

  #report(
    ends: Pick<CapturedTransfer, 'client' | 'server'>,
    request: HttpRequest | null,
    response: HttpResponse | null,
    summary: ConnectionSummary,
  ): void {
    this.onTransfer({
      protocol: 'http',
      ...ends,
      packet: request?.packet ?? response?.packet ?? this.ends.packet,
      name: request === null ? unknownName : nameOfTarget(request.head.target),
      ...outcomeOf(response, request !== null, summary),
      encoding: response?.head.encoding ?? null,
    });
  }
}

interface Pair {
  readonly request: HttpRequest | null;
  readonly response: HttpResponse | null;
}

function hasContent(response: HttpResponse | null): boolean {
  return response !== null && response.head.code === 200 && response.content.length > 0;
}

function pairInOrder({ requests }: HttpSide, { responses }: HttpSide): Pair[] {
  const longer = Math.max(requests.length, responses.length);
  return Array.from({ length: longer }, (_, at) => ({
    request: requests[at] ?? null,
    response: responses[at] ?? null,
  }));
}

/**
 * Where messages are missing: a server answers a request when it has it to the end, and says so in the first segment of
 * its answer. Requests that were sent before the answer to the one before them are paired only if nothing is missing.
 */
function pairByPlace(requests: readonly HttpRequest[], responses: readonly HttpResponse[]): Pair[] {
  const waiting = new Map<number, HttpRequest[]>();
  for (const request of requests) {
    const others = waiting.get(request.endsAt);
    if (others === undefined) waiting.set(request.endsAt, [request]);
    else others.push(request);
  }
  const answered = responses.map((response) => {
    return { request: waiting.get(response.acknowledged)?.shift() ?? null, response };
  });
  if (answered.every(({ request }) => request === null)) return pairByPacket(requests, responses);
  const unanswered = [...waiting.values()].flat().map((request) => ({ request, response: null }));
  return [...answered, ...unanswered];
}

/** Where no acknowledgement fits, the request is the last one before the answer. */
function pairByPacket(requests: readonly HttpRequest[], responses: readonly HttpResponse[]): Pair[] {
  const all: Pair[] = [
    ...requests.map((request) => ({ request, response: null })),
    ...responses.map((response) => ({ request: null, response })),
  ];
  all.sort((a, b) => packetOf(a) - packetOf(b));
  const pairs: Pair[] = [];
  for (const { request, response } of all) {
    const last = pairs.at(-1);
    if (response !== null && last?.response === null) pairs[pairs.length - 1] = { request: last.request, response };
    else pairs.push({ request, response });
  }
  return pairs;
}

function packetOf({ request, response }: Pair): number {
  return request?.packet ?? response?.packet ?? 0;
}

function outcomeOf(response: HttpResponse | null, hasRequest: boolean, { isReset }: ConnectionSummary): Outcome {
  if (response === null) {
    return noFile('failed', isReset ? failure('reset-after', { length: 0 }) : failure('no-answer-captured', {}));
  }
  const { head, content, ended } = response;
  const refusal = httpRefusalOf(head.code, head.text, head.location);
  if (refusal !== null) return noFile(refusal.status, refusal.failure);
  const { length } = content;
  const expected = typeof head.framing === 'number' ? head.framing : null;
  if (content.hasGap || ended === 'lost') return partOfFile('found', length, notCaptured(length, expected));
  switch (ended) {
    case 'whole':
      return wholeFile(content.bytes(), length, hasRequest ? null : failure('request-not-captured', {}));
    case 'open':
      return partOfFile('found', length, failure('capture-ends', { length }));
    case 'reset':
      return partOfFile('failed', length, failure('reset-after', { length }));
    case 'closed':
      return partOfFile(
        'failed',
        length,
        expected === null ? failure('not-captured', { length }) : failure('cut', { length, expected }),
      );
  }
}

function notCaptured(length: number, expected: number | null): ClusterFailure {
  return expected === null ? failure('not-captured', { length }) : failure('not-captured-of', { length, expected });
}
