import { viewOf } from './bytes';
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
  /** Over `bytes`, by their offsets. */
  readonly records: Recent<number, TrustRecord>;
  /** The parts of one of them; null as long as no file was read that has it. */
  parts: readonly Part[] | null;
}

const cache = new BytesCache<Kept>(limits.cachedRecords);
let bytesOf = new WeakMap<TrustRecord, Uint8Array>();

/** Forgets the records that were read, as in a new process. */
export function forgetKept(): void {
  cache.clear();
  bytesOf = new WeakMap();
}

/** The record whose bytes are those from `start` up to `end` of a file, if it was read before, in any file. */
export function keptRecord(file: DataView, start: number, end: number): TrustRecord | undefined {
  if (end - start > limits.cachedRecordBytes) return undefined;
  const kept = cache.get(file, start, end);
  if (kept === undefined || kept.parts === null) return undefined;
  return kept.records.get(start) ?? keepAt(kept, start, kept.parts);
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
  return keepAt(keptOf(bytes), offset, parts);
}

function keepAt(kept: Kept, offset: number, parts: readonly Part[]): TrustRecord {
  const record = recordOver(kept.bytes, offset, parts);
  kept.records.set(offset, record);
  kept.parts = record.parts;
  bytesOf.set(record, kept.bytes);
  return record;
}

function keptOf(bytes: Uint8Array): Kept {
  const known = cache.get(viewOf(bytes), 0, bytes.length);
  if (known !== undefined) return known;
  // Not by slice(): that of a Buffer, which is a Uint8Array too, copies nothing.
  const kept = { bytes: Uint8Array.from(bytes), records: new Recent<number, TrustRecord>(limits.cachedRecordPlaces) };
  return cache.set(kept.bytes, { ...kept, parts: null });
}

/** The bytes that a kept record is over: the same object for all records with these bytes. */
export function keptBytes(record: TrustRecord): Uint8Array | undefined {
  return bytesOf.get(record);
}

/** A copy of a record's bytes: for all records with these bytes the same object, as long as it is kept. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  return bytes.length > limits.cachedRecordBytes ? Uint8Array.from(bytes) : keptOf(bytes).bytes;
}

/** A record whose parts are views of its own bytes. */
export function recordOver(bytes: Uint8Array, offset: number, parts: readonly Part[]): TrustRecord {
  return { offset, length: bytes.length, parts: partsOver(bytes, offset, parts) };
}

/** The same parts as views of other bytes, which begin at an offset of the file. */
export function partsOver(bytes: Uint8Array, offset: number, parts: readonly Part[]): readonly Part[] {
  let at = 0;
  return parts.map((part): Part => {
    const start = at;
    at += partLength(part);
    switch (part.kind) {
      case 'padding':
        return { kind: 'padding', offset: offset + start };
      case 'stray':
        return { kind: 'stray', offset: offset + start, value: bytes.subarray(start, at) };
      case 'element': {
        const value = bytes.subarray(start + elementOverhead, at);
        const children = part.children && partsOver(value, offset + start + elementOverhead, part.children);
        return { ...part, offset: offset + start, value, children };
      }
    }
  });
}
