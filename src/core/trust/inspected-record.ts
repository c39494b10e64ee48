import { readCertificate, type Certificate } from '../certificates/certificate';
import { recordPublicKey } from '../certificates/public-keys';
import { sameBytes } from '../format/bytes';
import { hashDigest, recordFields, type RecordFields } from '../format/fields';
import type { TrustList, TrustRecord } from '../format/model';
import { RecordTag } from '../format/tags';
import { EmbeddedCertificate, EmbeddedCertificates } from './embedded-certificates';
import type { Agreement } from './report';
import type { RecordKey } from './signature';

/** A record with what was found out about its certificate. */
export interface InspectedRecord {
  /** From 1. */
  readonly index: number;
  readonly record: TrustRecord;
  readonly fields: RecordFields;
  /** The embedded certificate; for a record with a hash, the certificate of the file that the hash stands for. */
  readonly certificate: Certificate | null;
  /** The record that embeds `certificate`: this one, or for a hash another one. */
  readonly certificateRecord: number | null;
  /** How each element compares with `certificate`, by tag. */
  readonly agreements: ReadonlyMap<number, Agreement>;
  /** The hash that CERTHASH would have to be, where it is another. */
  readonly expectedHash: Uint8Array | null;
  /** The key that the record vouches for: its certificate's, else PUBLICKEY, else that of the certificate of its hash. */
  readonly key: RecordKey;
  /** PUBLICKEY, where it is another key than that of the certificate beside it. */
  readonly strayKey: RecordKey | null;
}

/** Reads the certificate of every record, finds those that hashes stand for, and compares the fields with them. */
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
      const agreements = known === null ? new Map<number, Agreement>() : compareFields(fields, known, expectedHash);
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

function compareFields(
  fields: RecordFields,
  embedded: EmbeddedCertificate,
  expectedHash: Uint8Array | null,
): Map<number, Agreement> {
  const agreements = new Map<number, Agreement>();
  const { subjectName, issuerName, serialNumber, publicKey, signature, certHash } = fields;
  const { publicKeyValue, signatureValue } = embedded.certificate;
  const note = (tag: number, agrees: boolean): void => {
    agreements.set(tag, agrees ? 'agrees' : 'differs');
  };
  if (subjectName !== null) note(RecordTag.subjectName, embedded.hasSubject(subjectName));
  if (issuerName !== null) note(RecordTag.issuerName, embedded.hasIssuer(issuerName));
  if (serialNumber !== null) note(RecordTag.serialNumber, embedded.hasSerial(serialNumber));
  if (publicKey !== null && publicKeyValue !== null) note(RecordTag.publicKey, sameBytes(publicKey, publicKeyValue));
  if (signature !== null && signatureValue !== null) note(RecordTag.signature, sameBytes(signature, signatureValue));
  if (certHash !== null) note(RecordTag.certHash, expectedHash === null);
  return agreements;
}

/** What CERTHASH would have to be for this certificate; null where it is that. */
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
