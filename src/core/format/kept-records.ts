import { BytesCache } from './bytes-cache';
import { partLength } from './encode';
import { limits } from './limits';
import type { Part, TrustRecord } from './model';
import { Recent } from './recent';
import { elementOverhead } from './reader';

/**
 * Records that were read last: the phones of a cluster hold many files of the same few records. Each is known by its bytes,
 * of which there is one copy, and is one object for every place where it stands. So what is found out about a record is found
 * out once for all files, and no file is kept for a record in it.
 */
interface Kept {
  readonly bytes: Uint8Array;
  /** By their offsets. */
  readonly records: Recent<number, TrustRecord>;
}

let cache = new BytesCache<Kept>(limits.cachedRecords);
let bytesOf = new WeakMap<TrustRecord, Uint8Array>();

/** Forgets the records that were read, as in a new process. */
export function forgetKept(): void {
  cache = new BytesCache(limits.cachedRecords);
  bytesOf = new WeakMap();
}

/** The record whose bytes are those from `start` up to `end` of a file, if it was read before, in any file. */
export function keptRecord(file: DataView, start: number, end: number): TrustRecord | undefined {
  if (end - start > limits.cachedRecordBytes) return undefined;
  const kept = cache.get(file, start, end);
  return kept === undefined ? undefined : (kept.records.get(start) ?? elsewhere(kept, start));
}

function elsewhere(kept: Kept, offset: number): TrustRecord | undefined {
  const [known] = kept.records.values();
  return known === undefined ? undefined : keepAt(kept, offset, known.parts);
}

/**
 * Keeps a record of nothing but elements.
 *
 * @param bytes those of the record, which stay as they are while it is read.
 * @returns the same record, over a copy of the bytes; the one that was given if it is not kept.
 */
export function keep(record: TrustRecord, bytes: Uint8Array): TrustRecord {
  const { offset, length, parts } = record;
  if (length > limits.cachedRecordBytes || parts.some(({ kind }) => kind !== 'element')) return record;
  // Not by slice(): that of a Buffer, which is a Uint8Array too, copies nothing.
  const kept = { bytes: Uint8Array.from(bytes), records: new Recent<number, TrustRecord>(limits.cachedRecordPlaces) };
  cache.set(kept.bytes, kept);
  return keepAt(kept, offset, parts);
}

function keepAt({ bytes, records }: Kept, offset: number, parts: readonly Part[]): TrustRecord {
  const record = recordOver(bytes, offset, parts);
  records.set(offset, record);
  bytesOf.set(record, bytes);
  return record;
}

/** The bytes that a kept record is over: the same object for all records with these bytes. */
export function keptBytes(record: TrustRecord): Uint8Array | undefined {
  return bytesOf.get(record);
}

/** A record whose parts are views of its own bytes. Records contain no containers. */
export function recordOver(bytes: Uint8Array, offset: number, parts: readonly Part[]): TrustRecord {
  let at = 0;
  const own = parts.map((part): Part => {
    const start = at;
    at += partLength(part);
    switch (part.kind) {
      case 'padding':
        return { kind: 'padding', offset: offset + start };
      case 'stray':
        return { kind: 'stray', offset: offset + start, value: bytes.subarray(start, at) };
      case 'element':
        return { ...part, offset: offset + start, value: bytes.subarray(start + elementOverhead, at) };
    }
  });
  return { offset, length: bytes.length, parts: own };
}
