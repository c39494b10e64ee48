import { BytesCache } from './bytes-cache';
import { partLength } from './encode';
import { limits } from './limits';
import type { Part, TrustRecord } from './model';
import { elementOverhead } from './reader';

/**
 * Records that were read last, each by its bytes: the phones of a cluster hold many files of the same few records. What is
 * found out about a record is known by its object, so that it is found out once for all of these files. All of it is of a
 * copy of the bytes: no file is kept for a record in it.
 */
let cache = new BytesCache<TrustRecord>(limits.cachedRecords);
let bytesOf = new WeakMap<TrustRecord, Uint8Array>();

/** Forgets the records that were read, as in a new process. */
export function forgetKept(): void {
  cache = new BytesCache(limits.cachedRecords);
  bytesOf = new WeakMap();
}

/** The record whose bytes are those from `start` up to `end`, if it was read at this place of any file. */
export function keptRecord(file: DataView, start: number, end: number): TrustRecord | undefined {
  if (end - start > limits.cachedRecordBytes) return undefined;
  const record = cache.get(file, start, end, start);
  return record?.offset === start ? record : undefined;
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
  const copy = Uint8Array.from(bytes);
  const kept = recordOver(copy, offset, parts);
  cache.set(copy, kept, offset);
  bytesOf.set(kept, copy);
  return kept;
}

/** The copy of its bytes that a kept record is over. */
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
