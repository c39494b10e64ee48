import { readCertificate, type Certificate } from '../certificates/certificate';
import { viewOf } from '../format/bytes';
import { BytesCache } from '../format/bytes-cache';
import { recordFields, type RecordFields } from '../format/fields';
import { forgetKept, keptBytes, recordOver } from '../format/kept-records';
import { limits } from '../format/limits';
import type { TrustRecord } from '../format/model';
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

/** By the record itself, or by the copy of its bytes that it has in common with records in other files. */
let byObject = new WeakMap<TrustRecord | Uint8Array, KnownRecord>();
/** By its bytes, wherever it stood. */
const byBytes = new BytesCache<KnownRecord>(limits.cachedRecords);

/** Forgets the records that were met. */
export function forgetRecords(): void {
  byObject = new WeakMap();
  byBytes.clear();
  forgetKept();
}

/** A record that was met as this very object, or as one of the same kept bytes. */
export function metRecord(record: TrustRecord): KnownRecord | undefined {
  return byObject.get(keptBytes(record) ?? record);
}

/** @param bytes those of the record, which stay as they are while it is read. */
export async function meetRecord(record: TrustRecord, bytes: Uint8Array): Promise<KnownRecord> {
  const known = byBytes.get(viewOf(bytes), 0, bytes.length) ?? (await newRecord(record, bytes));
  byObject.set(keptBytes(record) ?? record, known);
  return known;
}

async function newRecord(record: TrustRecord, bytes: Uint8Array): Promise<KnownRecord> {
  // Not by slice(): that of a Buffer, which is a Uint8Array too, copies nothing.
  const copy = keptBytes(record) ?? Uint8Array.from(bytes);
  const fields = recordFields(recordOver(copy, record.offset, record.parts));
  const certificate = fields.certificate === null ? null : await readCertificate(fields.certificate);
  const met = new KnownRecord(copy, fields, certificate);
  if (bytes.length <= limits.cachedRecordBytes) byBytes.set(copy, met);
  return met;
}
