import type { Datagram, Fragment } from './ip';
import { captureLimits } from './limits';
import type { Problems } from './problems';

/** Bytes of the largest packet of IP. */
const longestDatagram = 0xffff;

interface Piece {
  readonly start: number;
  readonly bytes: Uint8Array;
}

interface Open {
  readonly packet: number;
  /** In their order, without overlaps. */
  readonly pieces: Piece[];
  covered: number;
  /** Null until the last piece has come. */
  length: number | null;
  /** Of the first piece: the others may say what they like. */
  protocol: number | null;
}

/** Puts fragments of IP together, in any order. Of overlapping ones the first counts. */
export class Fragments {
  readonly #open = new Map<string, Open>();
  /** Keys of packets that were put together, so that a fragment which was captured twice is not missed. */
  readonly #whole = new Set<string>();

  constructor(readonly problems: Problems) {}

  /** @returns the protocol and the bytes of a packet that is whole with this one; else null. */
  add(
    { source, destination, protocol, payload, length }: Datagram,
    fragment: Fragment,
    packet: number,
  ): { readonly protocol: number; readonly bytes: Uint8Array } | null {
    // What was captured in part cannot be told from what is not there.
    if (payload.length < length || fragment.offset + length > longestDatagram) return null;
    const key = `${source} ${destination} ${fragment.id} ${source.includes(':') ? '' : protocol}`;
    const open = this.#open.get(key) ?? this.#begin(key, packet);
    if (fragment.offset === 0) open.protocol = protocol;
    if (fragment.isLast) open.length ??= fragment.offset + length;
    if (open.pieces.length < captureLimits.fragments) insert(open, fragment.offset, payload);
    if (open.length === null || open.protocol === null || open.covered < open.length) return null;
    this.#open.delete(key);
    if (this.#whole.size >= captureLimits.openDatagrams) this.#whole.clear();
    this.#whole.add(key);
    return { protocol: open.protocol, bytes: joinedPieces(open.pieces, open.length) };
  }

  /** The capture ends. */
  end(): void {
    for (const [key, open] of this.#open) this.#giveUp(key, open);
  }

  #begin(key: string, packet: number): Open {
    const [oldest] = this.#open;
    if (this.#open.size >= captureLimits.openDatagrams && oldest !== undefined) this.#giveUp(...oldest);
    const open: Open = { packet, pieces: [], covered: 0, length: null, protocol: null };
    this.#open.set(key, open);
    return open;
  }

  #giveUp(key: string, { packet }: Open): void {
    this.#open.delete(key);
    if (!this.#whole.has(key)) this.problems.count(packet, 'fragments-missing');
  }
}

/** Takes the parts of a piece that are not there yet. */
function insert(open: Open, start: number, bytes: Uint8Array): void {
  const { pieces } = open;
  const end = start + bytes.length;
  let at = pieces.length;
  while (at > 0 && (pieces[at - 1]?.start ?? 0) >= start) at -= 1;
  const before = pieces[at - 1];
  let from = Math.max(start, before === undefined ? 0 : before.start + before.bytes.length);
  while (from < end) {
    const next = pieces[at];
    const to = Math.min(end, next?.start ?? end);
    if (to > from) {
      pieces.splice(at, 0, { start: from, bytes: bytes.slice(from - start, to - start) });
      open.covered += to - from;
      at += 1;
    }
    if (next === undefined) return;
    from = next.start + next.bytes.length;
    at += 1;
  }
}

function joinedPieces(pieces: readonly Piece[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  for (const { start, bytes } of pieces) whole.set(bytes.subarray(0, Math.max(0, length - start)), start);
  return whole;
}
