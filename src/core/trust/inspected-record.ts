import type { Certificate } from '../certificates/certificate';
import { recordPublicKey } from '../certificates/public-keys';
import { sameBytes } from '../format/bytes';
import { encodeParts } from '../format/encode';
import { findElement, hashDigest, type RecordFields } from '../format/fields';
import { limits } from '../format/limits';
import { oncePer } from '../format/once-per';
import type { TrustList, TrustRecord } from '../format/model';
import { Recent } from '../format/recent';
import { elementRows, RecordTag } from '../format/tags';
import { EmbeddedCertificates, type EmbeddedCertificate } from './embedded-certificates';
import { forgetRecords, meetRecord, metRecord, type KnownRecord } from './known-records';
import type { Agreement } from './report';
import type { RecordKey } from './signature';

/** A record with what was found out about its certificate. */
export interface InspectedRecord {
  /** From 1. */
  readonly index: number;
  readonly record: TrustRecord;
  readonly fields: RecordFields;
  /** The embedded certificate; for a record with a hash, the certificate of the file that has this hash. */
  readonly certificate: Certificate | null;
  /** The record that embeds `certificate`: this one, or for a hash another one. */
  readonly certificateRecord: number | null;
  /** How each element compares with `certificate`, by tag. */
  readonly agreements: ReadonlyMap<number, Agreement>;
  /** The hash that CERTHASH should be, if it is another. */
  readonly expectedHash: Uint8Array | null;
  /**
   * The key that the record vouches for: its certificate's, else PUBLICKEY, else that of the certificate of its hash.
   */
  readonly key: RecordKey;
  /** PUBLICKEY, if it is not the key of the record's certificate. */
  readonly strayKey: RecordKey | null;
}

/** By the records of a list, which lists may have in common. */
let inspections = new WeakMap<TrustList['records'], Promise<readonly InspectedRecord[]>>();

/** Forgets what was inspected, as in a new process: for measuring and testing. */
export function forgetInspected(): void {
  inspections = new WeakMap();
  forgetRecords();
}

/**
 * Reads the certificate of every record, finds those of the hashes, and compares the fields with them. Lists with the very
 * same records get the very same array.
 *
 * @param bytes the very bytes that the list was decoded from, if they are at hand.
 */
export function inspectRecords({ records }: TrustList, bytes?: Uint8Array): Promise<readonly InspectedRecord[]> {
  const inspected = inspections.get(records) ?? inspectAll(records, bytes);
  inspections.set(records, inspected);
  return inspected;
}

/** A record of a list, as it was met. */
interface MetRecord {
  readonly index: number;
  readonly record: TrustRecord;
  readonly known: KnownRecord;
}

async function inspectAll(
  records: readonly TrustRecord[],
  bytes: Uint8Array | undefined,
): Promise<readonly InspectedRecord[]> {
  const met: MetRecord[] = [];
  for (const [position, record] of records.entries()) {
    const { offset, length } = record;
    const known =
      metRecord(record) ??
      (await meetRecord(record, bytes?.subarray(offset, offset + length) ?? encodeParts(record.parts)));
    met.push({ index: position + 1, record, known });
  }
  const embedded = new EmbeddedCertificates(met.flatMap(({ index, known }) => known.embedded(index) ?? []));
  const inspected: InspectedRecord[] = [];
  for (const { index, record, known } of met) {
    const own = known.embedded(index);
    const match = own ?? (await embedded.meantBy(known.fields));
    const beside = match === null ? '' : `${match.index} ${match.certificate.details.sha256}`;
    const place = `${index} ${record.offset} ${beside}`;
    const places = placesOf(known);
    let there = places.get(place);
    if (there === undefined) {
      there = await inspectRecord(index, known.at(record), known.fields, own, match);
      places.set(place, there);
    }
    inspected.push(there);
  }
  return inspected;
}

/** A record as it was inspected, by its place in a file and the certificate that it means there. */
const placesOf = oncePer<KnownRecord, Recent<string, InspectedRecord>>(() => new Recent(limits.cachedRecordPlaces));

async function inspectRecord(
  index: number,
  record: TrustRecord,
  fields: RecordFields,
  own: EmbeddedCertificate | null,
  match: EmbeddedCertificate | null,
): Promise<InspectedRecord> {
  const known = match?.certificate.details.error === null ? match : null;
  const expectedHash = await hashDifference(fields, known);
  const certHash = { present: fields.certHash !== null, agrees: expectedHash === null };
  const agreements = known === null ? new Map<number, Agreement>() : compareFields(record, known, certHash);
  const vouchedFor = own ?? (expectedHash === null ? known : null);
  return {
    index,
    record,
    fields,
    certificate: match?.certificate ?? null,
    certificateRecord: match?.index ?? null,
    agreements,
    expectedHash,
    key:
      keyOfCertificate(index, own?.certificate) ??
      keyOfField(index, fields) ??
      keyOfCertificate(index, vouchedFor?.certificate) ??
      noKey(index),
    strayKey: own !== null && agreements.get(RecordTag.publicKey) === 'differs' ? keyOfField(index, fields) : null,
  };
}

/** True if the record's key is its PUBLICKEY because the certificate beside it cannot be read. */
export function isUnconfirmed({ fields, certificate, key }: InspectedRecord): boolean {
  return fields.certificate !== null && certificate?.spki === null && key.spki !== null;
}

/** How each element that repeats a field of the certificate compares with it, and CERTHASH with its hash; by tag. */
function compareFields(
  record: TrustRecord,
  embedded: EmbeddedCertificate,
  certHash: { readonly present: boolean; readonly agrees: boolean },
): Map<number, Agreement> {
  const agreements = new Map<number, Agreement>();
  const note = (tag: number, agrees: boolean | null): void => {
    if (agrees !== null) agreements.set(tag, agrees ? 'agrees' : 'differs');
  };
  for (const { tag, mirrors } of elementRows('record')) {
    const element = mirrors === undefined ? null : findElement(record.parts, tag);
    if (mirrors !== undefined && element !== null) note(tag, embedded.agrees(mirrors, element.value));
  }
  note(RecordTag.certHash, certHash.present ? certHash.agrees : null);
  return agreements;
}

/** What CERTHASH should be for this certificate; null if it is that. */
async function hashDifference(fields: RecordFields, embedded: EmbeddedCertificate | null): Promise<Uint8Array | null> {
  const { certHash } = fields;
  if (certHash === null || embedded === null) return null;
  const expected = await embedded.digest(hashDigest(fields));
  return sameBytes(certHash, expected) ? null : expected;
}

function keyOfCertificate(record: number, certificate: Certificate | undefined): RecordKey | null {
  if (certificate?.spki === undefined || certificate.spki === null) return null;
  return { record, spki: certificate.spki, algorithm: certificate.keyType, bits: certificate.keyBits };
}

function keyOfField(record: number, { publicKey }: RecordFields): RecordKey | null {
  const key = publicKey === null ? null : recordPublicKey(publicKey);
  return key === null ? null : { record, ...key };
}

function noKey(record: number): RecordKey {
  return { record, spki: null, algorithm: null, bits: null };
}
