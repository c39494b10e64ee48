import { captureLimits, heldOverhead } from './limits';

/** What reads one direction of a TCP connection: bytes in their order, and what is missing between them. */
export interface StreamReader {
  /** The bytes are a view, valid during the call. */
  readonly read: (bytes: Uint8Array, place: StreamPlace) => void;
  /** Bytes that were not captured. */
  readonly skip: (length: number) => void;
  readonly end: (how: StreamEnd) => void;
}

/** Where bytes of a stream came from. */
export interface StreamPlace {
  readonly packet: number;
  /** The sequence number of the first byte, u32. */
  readonly sequence: number;
  /** Up to where the sender had the other direction, u32. */
  readonly acknowledged: number;
}

/** - `open`: the capture ends, or the connection was given up, before it was closed. */
export type StreamEnd = 'closed' | 'reset' | 'open';

/** Bytes that wait in all streams together. */
export interface HeldBytes {
  total: number;
}

export interface StreamSegment extends StreamPlace {
  readonly begins: boolean;
  readonly ends: boolean;
  /** What was captured. */
  readonly payload: Uint8Array;
  /** Bytes that it had on the network. */
  readonly length: number;
}

interface Held extends StreamPlace {
  readonly position: number;
  readonly payload: Uint8Array;
  readonly length: number;
}

/**
 * Puts the segments of one direction of a TCP connection in order (RFC 9293). They may come in any order and any number
 * of times; of overlapping ones the first counts. What is missing is waited for until the capture ends, or until too much
 * waits for it: the order of packets in a capture is not the order of the network.
 *
 * Positions count bytes from the first segment that was seen, without bound: sequence numbers begin again after 4 GB.
 */
export class StreamAssembler {
  /** What comes next; null until the start is known. */
  #next: number | null = null;
  #end: number | null = null;
  /** The position of the first byte; null until a segment that begins the connection was seen. */
  #first: number | null = null;
  #isOver = false;
  /** In the order of their positions. */
  #held: Held[] = [];
  /** A sequence number near those that come, and its position. */
  #known: { sequence: number; position: number } | null = null;
  /** True once something was given up as lost, or the start was not captured. */
  hasLoss = false;

  constructor(
    readonly reader: StreamReader,
    readonly heldBytes: HeldBytes,
  ) {}

  /** True if the segment can be of this connection: a connection that begins begins where this one did. */
  mayBegin(sequence: number): boolean {
    if (this.#known === null) return true;
    const start = this.#positionOf(sequence) + 1;
    if (this.#first !== null) return start === this.#first;
    const lowest = this.#held[0]?.position ?? this.#next ?? 0;
    return this.#next === null && start <= lowest && lowest - start < farthestStart;
  }

  take(segment: StreamSegment): void {
    this.#known ??= { sequence: segment.sequence, position: 0 };
    const position = this.#positionOf(segment.sequence) + (segment.begins ? 1 : 0);
    if (segment.begins) {
      this.#first ??= position;
      this.#next ??= position;
    }
    const sequence = segment.begins ? (segment.sequence + 1) >>> 0 : segment.sequence;
    if (segment.ends) this.#end ??= position + segment.length;
    if (segment.length > 0) this.#add({ ...segment, sequence, position });
    this.#drain();
    this.#keepToLimits();
  }

  /** Nothing more comes: what still waits is read with its gaps. */
  finish(isReset: boolean): void {
    while (this.#held.length > 0) this.#passGap();
    if (this.#isOver) return;
    this.#isOver = true;
    const missing = this.#end === null || this.#next === null ? 0 : this.#end - this.#next;
    if (missing > 0) this.#skip(missing);
    this.reader.end(this.#end !== null ? 'closed' : isReset ? 'reset' : 'open');
  }

  #positionOf(sequence: number): number {
    const known = this.#known;
    return known === null ? 0 : known.position + ((sequence - known.sequence) | 0);
  }

  #add(segment: Held): void {
    const end = segment.position + segment.length;
    if (this.#isOver || (this.#next !== null && end <= this.#next)) return;
    if (this.#next !== null && segment.position <= this.#next) this.#deliver(segment);
    else this.#hold(segment);
  }

  #hold({ packet, sequence, acknowledged, position, payload, length }: Held): void {
    let [low, high] = [0, this.#held.length];
    // Most come behind all that wait.
    if ((this.#held.at(-1)?.position ?? -Infinity) < position) low = high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#held[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    const same = this.#held[low];
    if (same?.position === position && same.payload.length >= payload.length) return;
    // A copy: a view would keep the whole piece of the file.
    this.#held.splice(low, 0, { packet, sequence, acknowledged, position, length, payload: payload.slice() });
    this.heldBytes.total += payload.length + heldOverhead;
  }

  #deliver({ packet, sequence, acknowledged, position, payload, length }: Held): void {
    const known = position - (this.#next ?? position);
    const read = payload.subarray(-known);
    if (read.length > 0) this.reader.read(read, { packet, acknowledged, sequence: (sequence - known) >>> 0 });
    this.#moveTo(position + Math.max(payload.length, -known));
    // The rest of a segment that was captured in part.
    const missing = position + length - (this.#next ?? 0);
    if (missing > 0) this.#skip(missing);
  }

  #skip(length: number): void {
    this.hasLoss = true;
    this.reader.skip(length);
    this.#moveTo((this.#next ?? 0) + length);
  }

  #moveTo(position: number): void {
    const known = this.#known;
    if (known !== null) {
      const sequence = (known.sequence + (position - known.position)) >>> 0;
      this.#known = { sequence, position };
    }
    this.#next = position;
  }

  #drain(): void {
    let taken = 0;
    for (const segment of this.#held) {
      if (this.#next === null || segment.position > this.#next) break;
      taken += 1;
      this.heldBytes.total -= segment.payload.length + heldOverhead;
      if (segment.position + segment.length > this.#next) this.#deliver(segment);
    }
    if (taken > 0) this.#held.splice(0, taken);
    if (this.#end !== null && this.#next !== null && this.#next >= this.#end && !this.#isOver) {
      this.#isOver = true;
      this.reader.end('closed');
      this.#forget();
    }
  }

  /** Nothing stands behind the end of a stream. */
  #forget(): void {
    for (const { payload } of this.#held) this.heldBytes.total -= payload.length + heldOverhead;
    this.#held = [];
  }

  #keepToLimits(): void {
    const most = this.#next === null ? captureLimits.heldWithoutStart : captureLimits.heldSegments;
    while (this.#held.length > most || (this.#held.length > 0 && this.heldBytes.total > captureLimits.heldBytes)) {
      this.#passGap();
    }
  }

  /** Gives up what is missing before the first segment that waits. */
  #passGap(): void {
    const [first] = this.#held;
    if (first === undefined) return;
    if (this.#next === null) {
      this.hasLoss = true;
      this.#moveTo(first.position);
    } else if (first.position > this.#next) this.#skip(first.position - this.#next);
    this.#drain();
  }
}

/** Bytes in which a segment without its start may be behind it. */
const farthestStart = 16 * 1024 * 1024;
