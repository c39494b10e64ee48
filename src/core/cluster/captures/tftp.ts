import { addressText, type Server } from '../address';
import { failure } from '../failures';
import { requestedName } from '../file-names';
import { readTftp, type TftpPacket } from '../tftp/packets';
import type { ContentAllowance } from './kept';
import { captureLimits } from './limits';
import type { Problems } from './problems';
import type { HeldBytes } from './stream';
import { TftpAnswer } from './tftp-answer';
import { noFile, type CapturedTransfer } from './transfer';

/** What a packet of UDP carries. */
export interface UdpPayload {
  readonly source: Server;
  readonly destination: Server;
  /** A view. */
  readonly payload: Uint8Array;
  readonly packet: number;
}

type ReadRequest = Extract<TftpPacket, { readonly kind: 'request' }>;

interface Request {
  readonly client: Server;
  readonly server: Server;
  readonly packet: number;
  readonly asked: ReadRequest;
  /** The ports that answered the same request before: it may be the same packet, captured again. */
  readonly answeredBefore: ReadonlySet<number>;
  /** By the port that the server answers from. */
  readonly answers: Map<number, TftpAnswer>;
}

const modes: ReadonlySet<string> = new Set(['octet', 'netascii', 'mail']);

/**
 * Follows transfers by TFTP on any port, from the request on: a server answers from a port of its own to the one that
 * the request came from. A request that is repeated may be answered twice; the answer that the client took counts.
 */
export class TftpTransfers {
  /** By client and server; the one that was silent longest comes first. */
  readonly #open = new Map<string, Request>();
  readonly #held: HeldBytes = { total: 0 };
  /** The last packets that look like TFTP and are of no request that is known. */
  readonly #early: UdpPayload[] = [];

  constructor(
    readonly allowance: ContentAllowance,
    readonly problems: Problems,
    readonly onTransfer: (transfer: CapturedTransfer) => void,
  ) {}

  take(from: UdpPayload): void {
    const { payload } = from;
    // Looked at for speed: most packets of a capture are something else.
    if (payload[0] !== 0 || (payload[1] ?? 0) > 6) return;
    const packet = readTftp(payload);
    if (packet === null) return;
    if (packet.kind === 'request') this.#begin(from, packet);
    else if (!this.#takeOf(from, packet)) this.#keepEarly(from);
  }

  /** False if it is of no request that is known. */
  #takeOf({ source, destination }: UdpPayload, packet: TftpPacket): boolean {
    const answered = this.#find(destination, source);
    if (answered !== undefined) takeAnswer(this.#answerOf(answered, source.port), packet);
    else {
      const asking = this.#find(source, destination);
      if (asking === undefined) return false;
      takeReply(this.#answerOf(asking, destination.port), packet);
    }
    return true;
  }

  /** In a capture of several interfaces an answer may come before its request. */
  #keepEarly({ source, destination, payload, packet }: UdpPayload): void {
    if (this.#early.length >= captureLimits.earlyPackets) this.#early.shift();
    this.#early.push({ source, destination, packet, payload: payload.slice() });
  }

  #takeEarly(): void {
    const early = this.#early.splice(0);
    for (const from of early) this.take(from);
  }

  /** The capture ends. */
  end(): void {
    for (const request of this.#open.values()) this.#finish(request);
    this.#open.clear();
  }

  #find(client: Server, server: Server): Request | undefined {
    const key = keyOf(client, server);
    const request = this.#open.get(key);
    if (request === undefined) return undefined;
    this.#open.delete(key);
    this.#open.set(key, request);
    return request;
  }

  #begin({ source, destination, packet }: UdpPayload, asked: ReadRequest): void {
    if (requestedName(asked.name) === null || !modes.has(asked.mode.toLowerCase())) return;
    const known = this.#find(source, destination);
    const isSame = known !== undefined && isSameRequest(known.asked, asked);
    const answeredBefore = new Set(isSame ? known.answers.keys() : []);
    if (known !== undefined) {
      if (isSame && bestOf(known)?.isOver !== true) return;
      this.#finish(known);
      this.#open.delete(keyOf(source, destination));
    }
    this.#makeRoom(packet);
    const request = { client: source, server: destination, packet, asked, answeredBefore, answers: new Map() };
    this.#open.set(keyOf(source, destination), request);
    this.#takeEarly();
  }

  #makeRoom(packet: number): void {
    if (this.#open.size < captureLimits.tftpRequests) return;
    for (const [key, oldest] of this.#open) {
      this.#open.delete(key);
      this.#finish(oldest);
      break;
    }
    this.problems.addLimit(packet, 'too-many-requests');
  }

  #answerOf({ asked, answers }: Request, port: number): TftpAnswer | null {
    const known = answers.get(port);
    if (known !== undefined || answers.size >= captureLimits.tftpAnswers) return known ?? null;
    const answer = new TftpAnswer(asked.options, this.allowance, this.#held);
    answers.set(port, answer);
    return answer;
  }

  #finish(request: Request): void {
    const { client, server, packet, asked, answeredBefore, answers } = request;
    const best = bestOf(request);
    for (const answer of answers.values()) if (answer !== best) answer.drop();
    const isAgain = [...answers.keys()].every((port) => answeredBefore.has(port));
    if (answeredBefore.size > 0 && isAgain && best?.isWhole !== true) {
      best?.drop();
      return;
    }
    const mode = asked.mode.toLowerCase();
    const note = mode === 'octet' ? null : failure('sent-as-text', { mode });
    const outcome = best?.outcome(note) ?? noFile('failed', failure('no-answer-captured', {}));
    const name = requestedName(asked.name) ?? asked.name;
    this.onTransfer({ protocol: 'tftp', client, server, packet, name, ...outcome, encoding: null });
  }
}

/** Servers answer from another port than the one that was asked. */
function keyOf(client: Server, server: Server): string {
  return `${addressText(client)} ${server.host}`;
}

function takeAnswer(answer: TftpAnswer | null, packet: TftpPacket): void {
  if (packet.kind === 'data') answer?.data(packet.block, packet.data);
  else if (packet.kind === 'options') answer?.agree(packet.options);
  else if (packet.kind === 'error') answer?.refuse(packet.code, packet.text);
}

function takeReply(answer: TftpAnswer | null, packet: TftpPacket): void {
  if (packet.kind === 'acknowledgement') answer?.acknowledge(packet.block);
  else if (packet.kind === 'error') answer?.breakOff(packet.code, packet.text);
}

/** The answer that the client took; else a whole one, or the longest. */
function bestOf({ answers }: Request): TftpAnswer | undefined {
  const rank = ({ isTaken, isWhole }: TftpAnswer): number => (isTaken ? 2 : 0) + (isWhole ? 1 : 0);
  let best: TftpAnswer | undefined;
  for (const answer of answers.values()) {
    const isBetter =
      best === undefined || rank(answer) > rank(best) || (rank(answer) === rank(best) && answer.length > best.length);
    if (isBetter) best = answer;
  }
  return best;
}

function isSameRequest(one: ReadRequest, other: ReadRequest): boolean {
  const texts = ({ name, mode, options }: ReadRequest): string => JSON.stringify([name, mode, ...options]);
  return texts(one) === texts(other);
}
