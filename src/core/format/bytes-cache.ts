import { viewOf } from './bytes';
import { Recent } from './recent';

/**
 * Values by the very bytes that they are of: those are compared, so that no two runs of bytes are ever taken for each
 * other. Of runs with the same hash, which somebody may have made so, the later one takes the place of the earlier.
 * Beyond `most` values, the one that was asked for longest ago goes.
 */
export class BytesCache<Value> {
  readonly #entries: Recent<number, Entry<Value>>;

  constructor(most: number) {
    this.#entries = new Recent(most);
  }

  /** The value of the bytes of a file from `start` up to `end`. */
  get(file: DataView, start: number, end: number): Value | undefined {
    const entry = this.#entries.get(hashOf(file, start, end));
    const isThere = entry?.bytes.byteLength === end - start && sameRun(entry.bytes, 0, file, start, end - start);
    return isThere ? entry.value : undefined;
  }

  /** @param bytes nobody writes to them any more. */
  set(bytes: Uint8Array, value: Value): Value {
    const view = viewOf(bytes);
    this.#entries.set(hashOf(view, 0, bytes.length), { bytes: view, value });
    return value;
  }

  clear(): void {
    this.#entries.clear();
  }
}

interface Entry<Value> {
  readonly bytes: DataView;
  readonly value: Value;
}

/** True for the same `length` bytes of two files, from these offsets on. */
export function sameRun(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  // Four bytes at a time: the order of bytes is the same on both sides.
  const whole = length & ~3;
  for (let at = 0; at < whole; at += 4) if (a.getInt32(atA + at) !== b.getInt32(atB + at)) return false;
  for (let at = whole; at < length; at++) if (a.getUint8(atA + at) !== b.getUint8(atB + at)) return false;
  return true;
}

/** A number of 31 bits: FNV-1a, of four bytes at a time. */
export function hashOf(file: DataView, start: number, end: number): number {
  const length = end - start;
  const whole = start + (length & ~3);
  let hash = 0x811c9dc5 ^ length;
  for (let at = start; at < whole; at += 4) {
    hash = Math.imul(hash ^ file.getInt32(at), 0x01000193);
    hash ^= hash >>> 15;
  }
  for (let at = whole; at < end; at++) hash = Math.imul(hash ^ file.getUint8(at), 0x01000193);
  return hash >>> 1;
}
