import { readCertificate, type Certificate } from '../certificates/certificate';
import { recordFields, type RecordFields } from '../format/fields';
import { forgetLists } from '../format/kept-lists';
import { copyOf, keptBytes, recordOver } from '../format/kept-records';
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

/** By the copy of its bytes that a record has in common with those in other files. */
let known = new WeakMap<Uint8Array, KnownRecord>();

/** Forgets the lists that were read, and the records that were met. */
export function forgetRecords(): void {
  forgetLists();
  known = new WeakMap();
}

/** A record that was met, told without its bytes. */
export function metRecord(record: TrustRecord): KnownRecord | undefined {
  const copy = keptBytes(record);
  return copy === undefined ? undefined : known.get(copy);
}

/** @param bytes those of the record, which stay as they are while it is read. */
export async function meetRecord(record: TrustRecord, bytes: Uint8Array): Promise<KnownRecord> {
  const copy = keptBytes(record) ?? copyOf(bytes);
  const found = known.get(copy);
  if (found !== undefined) return found;
  const fields = recordFields(recordOver(copy, record.offset, record.parts));
  const certificate = fields.certificate === null ? null : await readCertificate(fields.certificate);
  const met = new KnownRecord(copy, fields, certificate);
  known.set(copy, met);
  return met;
}
