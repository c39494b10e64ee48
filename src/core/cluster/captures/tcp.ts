import { u16, u32 } from '../../format/reader';
import { addressText, type Server } from '../address';
import { captureLimits } from './limits';
import type { Problems } from './problems';
import { StreamAssembler, type HeldBytes, type StreamReader } from './stream';

/** A segment of TCP: `source u16 · destination u16 · sequence u32 · acknowledged u32 · offset and flags u16 · …`. */
interface TcpSegment {
  readonly source: Server;
  readonly destination: Server;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly isSyn: boolean;
  readonly isAcknowledgement: boolean;
  readonly isFin: boolean;
  readonly isReset: boolean;
  readonly payload: Uint8Array;
  /** Bytes of the payload on the network. */
  readonly length: number;
  readonly packet: number;
}

const Flag = { fin: 1, syn: 2, reset: 4, acknowledgement: 16 } as const;
const leastHeader = 20;

/** A packet of IP that is whole, or the first part of one. */
export interface Carried {
  readonly source: string;
  readonly destination: string;
  readonly payload: Uint8Array;
  /** Bytes on the network. */
  readonly length: number;
  readonly packet: number;
}

/** @returns null if its lengths do not fit. */
export function readTcp({ source, destination, payload: bytes, length, packet }: Carried): TcpSegment | null {
  const header = 4 * ((bytes[12] ?? 0) >> 4);
  if (header < leastHeader || bytes.length < leastHeader || header > length) return null;
  const flags = bytes[13] ?? 0;
  return {
    source: { host: source, port: u16(bytes, 0) },
    destination: { host: destination, port: u16(bytes, 2) },
    sequence: u32(bytes, 4),
    acknowledged: u32(bytes, 8),
    isSyn: (flags & Flag.syn) !== 0,
    isAcknowledgement: (flags & Flag.acknowledgement) !== 0,
    isFin: (flags & Flag.fin) !== 0,
    isReset: (flags & Flag.reset) !== 0,
    payload: bytes.subarray(header),
    length: length - header,
    packet,
  };
}

/** What reads a connection as a whole. */
export interface Conversation {
  /** The reader of what this end sends, of the two that the conversation was made with. */
  readonly readerOf: (end: ConnectionEnd) => StreamReader;
  /** Both directions have ended; asked once. */
  readonly finish: (summary: ConnectionSummary) => void;
}

export type ConnectionEnd = 'first' | 'second';

/** The two ends: `first` sent the packet that was seen first. */
export interface Ends {
  readonly first: Server;
  readonly second: Server;
  readonly packet: number;
}

export interface ConnectionSummary {
  /** The end that opened the connection; null if that was not captured. */
  readonly client: ConnectionEnd | null;
  readonly isAccepted: boolean;
  readonly isReset: boolean;
  /** Something is missing in a direction, or its start. */
  readonly hasLoss: boolean;
}

interface Connection {
  readonly conversation: Conversation;
  readonly firstKey: string;
  readonly streams: Readonly<Record<ConnectionEnd, StreamAssembler>>;
  client: ConnectionEnd | null;
  isAccepted: boolean;
  isReset: boolean;
}

/** Follows TCP connections. One that ended stays known, so that a repeated segment does not begin another. */
export class Connections {
  /** The one that was silent longest comes first. */
  readonly #all = new Map<string, Connection>();
  readonly #held: HeldBytes = { total: 0 };

  constructor(
    readonly converse: (ends: Ends) => Conversation,
    readonly problems: Problems,
  ) {}

  take(segment: TcpSegment): void {
    const [from, to] = [addressText(segment.source), addressText(segment.destination)];
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    const connection = this.#connectionOf(key, from, segment);
    const end = connection.firstKey === from ? 'first' : 'second';
    if (segment.isSyn) {
      connection.client ??= segment.isAcknowledgement ? other(end) : end;
      if (segment.isAcknowledgement) connection.isAccepted = true;
    }
    // What a reset carries is not of the stream.
    if (segment.isReset) connection.isReset = true;
    else {
      const { sequence, acknowledged, isSyn: begins, isFin: ends, payload, length, packet } = segment;
      connection.streams[end].take({ sequence, acknowledged, begins, ends, payload, length, packet });
    }
  }

  /** The capture ends. */
  end(): void {
    for (const connection of this.#all.values()) finish(connection);
    this.#all.clear();
  }

  #connectionOf(key: string, from: string, segment: TcpSegment): Connection {
    const known = this.#all.get(key);
    if (known !== undefined) {
      this.#all.delete(key);
      const end = known.firstKey === from ? 'first' : 'second';
      if (!segment.isSyn || known.streams[end].mayBegin(segment.sequence)) {
        this.#all.set(key, known);
        return known;
      }
      // The ports are used again.
      finish(known);
    }
    this.#makeRoom(segment.packet);
    const ends = { first: segment.source, second: segment.destination, packet: segment.packet };
    const conversation = this.converse(ends);
    const stream = (end: ConnectionEnd): StreamAssembler => new StreamAssembler(conversation.readerOf(end), this.#held);
    const connection: Connection = {
      conversation,
      firstKey: from,
      streams: { first: stream('first'), second: stream('second') },
      client: null,
      isAccepted: false,
      isReset: false,
    };
    this.#all.set(key, connection);
    return connection;
  }

  #makeRoom(packet: number): void {
    if (this.#all.size < captureLimits.connections) return;
    for (const [key, oldest] of this.#all) {
      this.#all.delete(key);
      finish(oldest);
      break;
    }
    this.problems.addLimit(packet, 'too-many-connections');
  }
}

function other(end: ConnectionEnd): ConnectionEnd {
  return end === 'first' ? 'second' : 'first';
}

function finish({ conversation, streams: { first, second }, client, isAccepted, isReset }: Connection): void {
  first.finish(isReset);
  second.finish(isReset);
  conversation.finish({ client, isAccepted, isReset, hasLoss: first.hasLoss || second.hasLoss });
}
