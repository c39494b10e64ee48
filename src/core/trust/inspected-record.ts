import { readCertificate, type Certificate } from '../certificates/certificate';
import { recordPublicKey } from '../certificates/public-keys';
import { sameBytes } from '../format/bytes';
import { findElement, hashDigest, recordFields, type RecordFields } from '../format/fields';
import type { TrustList, TrustRecord } from '../format/model';
import { elementRows, RecordTag } from '../format/tags';
import { EmbeddedCertificate, EmbeddedCertificates } from './embedded-certificates';
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

/** Reads the certificate of every record, finds those of the hashes, and compares the fields with them. */
export async function inspectRecords(list: TrustList): Promise<InspectedRecord[]> {
  const read = await Promise.all(
    list.records.map(async (record, position) => {
      const fields = recordFields(record);
      const certificate = fields.certificate === null ? null : await readCertificate(fields.certificate);
      const index = position + 1;
      return { index, record, fields, own: certificate === null ? null : new EmbeddedCertificate(index, certificate) };
    }),
  );
  const embedded = new EmbeddedCertificates(read.flatMap(({ own }) => own ?? []));

  return Promise.all(
    read.map(async ({ index, record, fields, own }) => {
      const match = own ?? (await embedded.meantBy(fields));
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
    }),
  );
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
