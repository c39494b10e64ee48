import { ByteQueue } from './byte-queue';
import { isHttpStart, latin1, readHead, type Framing, type RequestHead, type ResponseHead } from './http-head';
import { KeptContent, type ContentAllowance } from './kept';
import { captureLimits, heldOverhead } from './limits';
import type { StreamEnd, StreamPlace, StreamReader } from './stream';

export interface HttpRequest {
  readonly head: RequestHead;
  readonly packet: number;
  /** The sequence number behind it, u32. */
  readonly endsAt: number;
}

export interface HttpResponse {
  readonly head: ResponseHead;
  readonly packet: number;
  /** Up to where the server had the requests, u32, when it answered. */
  readonly acknowledged: number;
  readonly content: KeptContent;
  /** How the body ended: as its head says, or before that. */
  ended: 'whole' | StreamEnd | 'lost';
}

/** Bytes of a line with the length of a chunk, or of one behind the last chunk. */
const longestLine = 8_192;

type Body =
  | { readonly kind: 'bytes'; left: number }
  | { readonly kind: 'until-close' }
  | { readonly kind: 'chunk'; left: number }
  /** A line: with the length of a chunk, behind the bytes of a chunk, or behind the last one. */
  | { readonly kind: 'chunk-length' | 'chunk-end' | 'trailer' };

/**
 * Reads one direction of a connection as HTTP: requests, or responses with their bodies, one after the other. What is not
 * HTTP is passed over; after a gap, and where the start was not captured, the next segment that begins as a message does
 * is read again.
 */
export class HttpSide implements StreamReader {
  readonly requests: HttpRequest[] = [];
  readonly responses: HttpResponse[] = [];
  /** Something could not be followed, so that messages may be missing. */
  hasLoss = false;
  #state: 'head' | 'body' | 'searching' | 'over' = 'searching';
  readonly #queue = new ByteQueue();
  /** Bytes of the queue in which the end of a head was searched for. */
  #searched = 0;
  #place: StreamPlace = { packet: 0, sequence: 0, acknowledged: 0 };
  #body: Body | null = null;
  #response: HttpResponse | null = null;
  /** Where the bytes in the queue end. */
  #sequence = 0;
  /** True until something was read or missed: a connection that begins otherwise is not HTTP. */
  #isAtStart = true;

  /** @param methodOf the request that a response answers, by their numbers from 0, if that is known. */
  constructor(
    readonly allowance: ContentAllowance,
    readonly methodOf: (number: number) => string | undefined,
  ) {}

  read(bytes: Uint8Array, place: StreamPlace): void {
    if (this.#state === 'over') return;
    if (this.#state === 'searching') {
      const isStart = isHttpStart(bytes);
      if (isStart === false) {
        if (this.#isAtStart) this.#state = 'over';
        return;
      }
      this.#state = 'head';
    }
    if (this.#queue.length === 0) this.#place = place;
    // The bytes of a body go straight to its content.
    const rest = this.#state === 'body' && this.#queue.length === 0 ? this.#takeBody(bytes) : bytes;
    this.#sequence = (place.sequence + bytes.length) >>> 0;
    this.#isAtStart = false;
    if (rest.length === 0) return;
    this.#queue.push(rest);
    while (this.#step(place));
  }

  skip(length: number): void {
    this.#isAtStart = false;
    if (this.#state === 'over') return;
    const body = this.#body;
    this.#response?.content.skip();
    const isInside = this.#queue.length === 0 && body !== null;
    if (isInside && body.kind === 'until-close') return;
    if (isInside && 'left' in body && body.left >= length) {
      body.left -= length;
      if (body.left === 0) this.#endPart(body.kind);
      return;
    }
    this.#lose();
  }

  end(how: StreamEnd): void {
    const isWhole = this.#body?.kind === 'until-close' && how === 'closed';
    if (this.#body !== null) this.#endBody(isWhole ? 'whole' : how);
    this.#queue.drop(this.#queue.length);
    this.#state = 'over';
  }

  #lose(): void {
    this.hasLoss = true;
    if (this.#body !== null) this.#endBody('lost');
    this.#queue.drop(this.#queue.length);
    this.#state = 'searching';
  }

  /** One step; false if more bytes are needed. */
  #step(place: StreamPlace): boolean {
    if (this.#queue.length === 0) return false;
    if (this.#state === 'head') return this.#takeHead(place);
    if (this.#state !== 'body') return false;
    const available = this.#queue.length;
    const rest = this.#takeBody(this.#queue.front(available));
    this.#queue.drop(available - rest.length);
    return rest.length < available;
  }

  #takeHead(place: StreamPlace): boolean {
    const bytes = this.#queue.front(captureLimits.headBytes);
    // An empty line may stand before a message.
    if (bytes[0] === 0x0d || bytes[0] === 0x0a) {
      this.#queue.drop(1);
      this.#place = place;
      return true;
    }
    if (isHttpStart(bytes) === false) {
      this.#lose();
      return false;
    }
    const end = endOfHead(bytes, this.#searched);
    this.#searched = Math.max(0, bytes.length - 3);
    if (end === -1) {
      if (bytes.length >= captureLimits.headBytes) this.#lose();
      return false;
    }
    this.#searched = 0;
    const head = readHead(bytes.subarray(0, end));
    const begun = this.#place;
    this.#queue.drop(end);
    this.#place = place;
    if (head === null || !this.#spend(end)) {
      this.#lose();
      return false;
    }
    if (head.kind === 'request') this.#beginRequest(head, begun);
    else this.#beginResponse(head, begun);
    return true;
  }

  /** What is known of a message stays until the connection ends. */
  #spend(headLength: number): boolean {
    const cost = headLength + heldOverhead;
    const isTooMuch = this.requests.length + this.responses.length >= captureLimits.httpMessages;
    if (isTooMuch || this.allowance.bytes < cost) return false;
    this.allowance.bytes -= cost;
    return true;
  }

  #beginRequest(head: RequestHead, { packet }: StreamPlace): void {
    const body = typeof head.framing === 'number' ? head.framing : 0;
    const endsAt = (this.#sequence - this.#queue.length + body) >>> 0;
    this.requests.push({ head, packet, endsAt });
    this.#beginBody(head.framing);
  }

  #beginResponse(head: ResponseHead, { packet, acknowledged }: StreamPlace): void {
    // An interim response is not the answer, except for 101, which ends HTTP on this connection.
    const isSwitch = head.code === 101;
    if (head.code < 200 && !isSwitch) return;
    const content = new KeptContent(this.allowance);
    if (head.code !== 200) content.drop();
    this.#response = { head, packet, acknowledged, content, ended: 'open' };
    this.responses.push(this.#response);
    if (isSwitch) {
      this.#endBody('whole');
      this.#state = 'over';
      return;
    }
    this.#beginBody(this.methodOf(this.responses.length - 1) === 'HEAD' ? 0 : head.framing);
  }

  #beginBody(framing: Framing): void {
    this.#state = 'body';
    if (framing === 'chunked') this.#body = { kind: 'chunk-length' };
    else if (framing === 'until-close') this.#body = { kind: 'until-close' };
    else {
      this.#body = { kind: 'bytes', left: framing };
      if (framing === 0) this.#endBody('whole');
    }
  }

  #endBody(ended: HttpResponse['ended']): void {
    if (this.#response !== null) this.#response.ended = ended;
    this.#response = null;
    this.#body = null;
    this.#state = 'head';
  }

  /** Takes what it can; gives the rest: of a body, an incomplete line, and behind one, the next message. */
  #takeBody(bytes: Uint8Array): Uint8Array {
    let rest = bytes;
    while (rest.length > 0 && this.#body !== null) {
      const body: Body = this.#body;
      if (body.kind === 'until-close') {
        this.#response?.content.add(rest);
        return rest.subarray(rest.length);
      }
      if ('left' in body) {
        const taken = rest.subarray(0, body.left);
        this.#response?.content.add(taken);
        body.left -= taken.length;
        rest = rest.subarray(taken.length);
        if (body.left === 0) this.#endPart(body.kind);
        continue;
      }
      const end = rest.subarray(0, longestLine).indexOf(0x0a);
      if (end === -1) {
        if (rest.length >= longestLine) this.#lose();
        break;
      }
      this.#takeLine(body.kind, latin1(rest.subarray(0, end)).trimEnd());
      rest = rest.subarray(end + 1);
    }
    return this.#state === 'searching' ? rest.subarray(rest.length) : rest;
  }

  #endPart(kind: 'bytes' | 'chunk'): void {
    if (kind === 'bytes') this.#endBody('whole');
    else this.#body = { kind: 'chunk-end' };
  }

  #takeLine(kind: 'chunk-length' | 'chunk-end' | 'trailer', line: string): void {
    if (kind === 'chunk-end') {
      if (line === '') this.#body = { kind: 'chunk-length' };
      else this.#lose();
    } else if (kind === 'trailer') {
      if (line === '') this.#endBody('whole');
    } else {
      const [, digits] = /^([0-9a-f]{1,10})\s*(?:;.*)?$/i.exec(line) ?? [];
      const left = Number.parseInt(digits ?? '', 16);
      if (Number.isNaN(left)) this.#lose();
      else this.#body = left === 0 ? { kind: 'trailer' } : { kind: 'chunk', left };
    }
  }
}

/** Behind the empty line; -1 if there is none yet. */
function endOfHead(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x0a, from); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at + 1] === 0x0a) return at + 2;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3;
  }
  return -1;
}
