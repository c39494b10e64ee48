import { readCertificate, type Certificate } from '../certificates/certificate';
import { BytesCache } from '../format/bytes-cache';
import { partLength } from '../format/encode';
import { elementOverhead } from '../format/reader';
import { recordFields, type RecordFields } from '../format/fields';
import { limits } from '../format/limits';
import type { Part, TrustRecord } from '../format/model';
import { Recent } from '../format/recent';
import { EmbeddedCertificate } from './embedded-certificates';

/**
 * A record that was met in any file: the phones of a cluster hold many files of the same few records. All of it is of a copy
 * of its bytes, so that no file is kept for a record in it.
 */
export class KnownRecord {
  static #count = 0;
  /** No other has it. */
  readonly number = ++KnownRecord.#count;
  readonly #embedded = new Recent<number, EmbeddedCertificate>(limits.cachedRecordPlaces);

  constructor(
    readonly bytes: Uint8Array,
    readonly fields: RecordFields,
    private readonly certificate: Certificate | null,
  ) {}

  /** The certificate that the record embeds where it has this number. */
  embedded(index: number): EmbeddedCertificate | null {
    if (this.certificate === null) return null;
    const known = this.#embedded.get(index);
    if (known !== undefined) return known;
    const embedded = new EmbeddedCertificate(index, this.certificate);
    this.#embedded.set(index, embedded);
    return embedded;
  }

  /** The record at an offset of a file, over the copy of its bytes. */
  at({ offset, parts }: TrustRecord): TrustRecord {
    return recordOver(this.bytes, offset, parts);
  }
}

const cache = new BytesCache<KnownRecord>(limits.cachedRecords);

/** Forgets the records that were met. */
export function forgetRecords(): void {
  cache.clear();
}

/** The record whose bytes are those from `start` up to `end`, if it was met. */
export function knownRecord(file: DataView, start: number, end: number): KnownRecord | undefined {
  return cache.get(file, start, end);
}

/** @param bytes those of the record, which stay as they are while it is read. */
export async function meetRecord(record: TrustRecord, bytes: Uint8Array): Promise<KnownRecord> {
  // Not by slice(): that of a Buffer, which is a Uint8Array too, copies nothing.
  const copy = Uint8Array.from(bytes);
  const fields = recordFields(recordOver(copy, record.offset, record.parts));
  const certificate = fields.certificate === null ? null : await readCertificate(fields.certificate);
  const met = new KnownRecord(copy, fields, certificate);
  if (bytes.length <= limits.cachedRecordBytes) cache.set(copy, met);
  return met;
}

/** A record whose parts are views of its own bytes. Records contain no containers. */
function recordOver(bytes: Uint8Array, offset: number, parts: readonly Part[]): TrustRecord {
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
