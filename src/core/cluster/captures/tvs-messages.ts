import {
  longestTvsMessage,
  readTvs,
  replyOf,
  requestOf,
  TvsType,
  type TvsReply,
  type TvsRequest,
} from '../tvs/message';
import { ByteQueue } from './byte-queue';
import type { StreamReader } from './stream';

/** Messages of a TVS that all connections together may bring. */
export interface TvsAllowance {
  messages: number;
}

/** Reads the messages of one direction that is not encrypted. */
export class TvsSide implements StreamReader {
  readonly requests: TvsRequest[] = [];
  /** With the kind of request that each answers. */
  readonly replies: { readonly kind: TvsRequest['kind']; readonly reply: TvsReply }[] = [];
  readonly #queue = new ByteQueue();
  /** Bytes are missing, or make no sense: the next segment that begins as a message does is read again. */
  #isLost = false;

  constructor(readonly allowance: TvsAllowance) {}

  read(bytes: Uint8Array): void {
    if (this.#isLost && readTvs(bytes).state === 'malformed') return;
    this.#isLost = false;
    this.#queue.push(bytes);
    while (this.#take());
  }

  skip(): void {
    this.#lose();
  }

  end(): void {
    this.#lose();
  }

  #lose(): void {
    this.#isLost = true;
    this.#queue.drop(this.#queue.length);
  }

  #take(): boolean {
    // A copy: what a message is made of are views of it.
    const read = readTvs(this.#queue.front(longestTvsMessage));
    if (read.state === 'malformed') this.#lose();
    if (read.state !== 'whole' || this.allowance.messages <= 0) return false;
    const again = readTvs(this.#queue.front(read.message.length).slice());
    this.#queue.drop(read.message.length);
    if (again.state !== 'whole') return false;
    this.allowance.messages -= 1;
    const request = requestOf(again.message);
    const kind = again.message.type === TvsType.queryReply ? 'query' : 'verify';
    const reply = replyOf(again.message, kind);
    if (request !== null) this.requests.push(request);
    else if (reply !== null) this.replies.push({ kind, reply });
    return this.#queue.length > 0;
  }
}

/** What was asked and answered; null for what was not captured. */
export interface TvsExchange {
  readonly request: TvsRequest | null;
  readonly reply: TvsReply | null;
}

/** Pairs questions with answers by their sessions and kinds, in their order. */
export function exchangesOf(requests: TvsSide['requests'], replies: TvsSide['replies']): TvsExchange[] {
  const waiting = new Map<string, TvsReply[]>();
  for (const { kind, reply } of replies) {
    const key = `${kind} ${reply.session}`;
    const others = waiting.get(key);
    if (others === undefined) waiting.set(key, [reply]);
    else others.push(reply);
  }
  const asked = requests.map((request): TvsExchange => {
    return { request, reply: waiting.get(`${request.kind} ${request.session}`)?.shift() ?? null };
  });
  const unasked = [...waiting.values()].flat().map((reply): TvsExchange => ({ request: null, reply }));
  return [...asked, ...unasked];
}
