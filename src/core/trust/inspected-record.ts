import { readCertificate, type Certificate } from '../certificates/certificate';
import { digest, hex } from '../certificates/fingerprints';
import { parseName, sameName, sameNames } from '../certificates/names';
import { recordPublicKey } from '../certificates/public-keys';
import { sameSerial } from '../certificates/serial';
import { sameBytes } from '../format/bytes';
import { recordFields, type RecordFields } from '../format/fields';
import type { TrustList, TrustRecord } from '../format/model';
import { digestNames, RecordTag } from '../format/tags';
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
  readonly key: RecordKey;
}

/** Reads the certificate of every record, finds those that hashes stand for, and compares the fields with them. */
export async function inspectRecords(list: TrustList): Promise<InspectedRecord[]> {
  const read = await Promise.all(
    list.records.map(async (record, position) => {
      const fields = recordFields(record);
      const certificate = fields.certificate === null ? null : await readCertificate(fields.certificate);
      return { index: position + 1, record, fields, certificate };
    }),
  );
  const embedded = new EmbeddedCertificates();
  for (const { index, certificate } of read) if (certificate !== null) embedded.add(index, certificate);

  return Promise.all(
    read.map(async ({ index, record, fields, certificate }) => {
      const own = certificate === null ? null : { index, certificate };
      const match = own ?? (await embedded.meantBy(fields));
      const known = match?.certificate.details.error === null ? match.certificate : null;
      const expectedHash = await hashDifference(fields, known);
      return {
        index,
        record,
        fields,
        certificate: match?.certificate ?? null,
        certificateRecord: match?.index ?? null,
        agreements: known === null ? new Map<number, Agreement>() : compareFields(fields, known, expectedHash),
        expectedHash,
        key: keyOf(index, fields, certificate),
      };
    }),
  );
}

interface Embedded {
  readonly index: number;
  readonly certificate: Certificate;
}

/** The certificates that a file embeds, to be found by hash or by issuer and serial number. */
class EmbeddedCertificates {
  readonly #all: Embedded[] = [];
  readonly #bySha1 = new Map<string, Embedded>();
  readonly #bySha256 = new Map<string, Embedded>();
  readonly #bySerial = new Map<string, Embedded[]>();

  add(index: number, certificate: Certificate): void {
    const entry = { index, certificate };
    this.#all.push(entry);
    const { sha1, sha256, serial } = certificate.details;
    if (!this.#bySha1.has(sha1)) this.#bySha1.set(sha1, entry);
    if (!this.#bySha256.has(sha256)) this.#bySha256.set(sha256, entry);
    if (serial === null) return;
    const same = this.#bySerial.get(serialKey(certificate.serialNumber));
    if (same === undefined) this.#bySerial.set(serialKey(certificate.serialNumber), [entry]);
    else same.push(entry);
  }

  /** The certificate whose hash the record holds, else the one whose issuer and serial number it names. */
  async meantBy(fields: RecordFields): Promise<Embedded | null> {
    const { certHash, issuerName, serialNumber } = fields;
    if (certHash === null) return null;
    const byHash =
      this.#bySha1.get(hex(certHash)) ?? this.#bySha256.get(hex(certHash)) ?? (await this.#bySha512(certHash));
    if (byHash !== null) return byHash;
    if (issuerName === null || serialNumber === null) return null;
    const named = (this.#bySerial.get(serialKey(serialNumber)) ?? []).find(({ certificate }) =>
      nameAgrees(issuerName, certificate.issuerName, certificate.details.issuer),
    );
    return named ?? null;
  }

  async #bySha512(hash: Uint8Array): Promise<Embedded | null> {
    if (hash.length !== 64) return null;
    for (const entry of this.#all) {
      if (sameBytes(await digest('SHA-512', entry.certificate.der), hash)) return entry;
    }
    return null;
  }
}

function serialKey(serial: Uint8Array): string {
  return hex(serial).replace(/^(00)+(?=..)/, '');
}

function compareFields(
  fields: RecordFields,
  certificate: Certificate,
  expectedHash: Uint8Array | null,
): Map<number, Agreement> {
  const agreements = new Map<number, Agreement>();
  const { subjectName, issuerName, serialNumber, publicKey, signature, certHash } = fields;
  const { details, publicKeyValue, signatureValue } = certificate;
  const note = (tag: number, agrees: boolean): void => {
    agreements.set(tag, agrees ? 'agrees' : 'differs');
  };
  if (subjectName !== null) {
    note(RecordTag.subjectName, nameAgrees(subjectName, certificate.subjectName, details.subject));
  }
  if (issuerName !== null) {
    note(RecordTag.issuerName, nameAgrees(issuerName, certificate.issuerName, details.issuer));
  }
  if (serialNumber !== null) note(RecordTag.serialNumber, sameSerial(serialNumber, certificate.serialNumber));
  if (publicKey !== null && publicKeyValue !== null) note(RecordTag.publicKey, sameBytes(publicKey, publicKeyValue));
  if (signature !== null && signatureValue !== null) note(RecordTag.signature, sameBytes(signature, signatureValue));
  if (certHash !== null) note(RecordTag.certHash, expectedHash === null);
  return agreements;
}

function nameAgrees(field: string, name: Certificate['subjectName'], text: string | null): boolean {
  if (text !== null && sameName(field, text)) return true;
  const parsed = parseName(field);
  return parsed !== null && name !== null && sameNames(parsed, name);
}

/** What CERTHASH would have to be for this certificate; null where it is that. */
async function hashDifference(fields: RecordFields, certificate: Certificate | null): Promise<Uint8Array | null> {
  const { certHash, hashAlgorithm } = fields;
  if (certHash === null || certificate === null) return null;
  const name = digestNames.get(hashAlgorithm ?? 1) ?? 'SHA-1';
  const expected = await digest(name, certificate.der);
  return sameBytes(certHash, expected) ? null : expected;
}

/** The key with which a record could have signed: its certificate's, or PUBLICKEY where it holds no certificate. */
function keyOf(index: number, fields: RecordFields, certificate: Certificate | null): RecordKey {
  if (certificate !== null && certificate.spki !== null) {
    const { spki, keyType, keyBits } = certificate;
    return { record: index, spki, algorithm: keyType, bits: keyBits };
  }
  const key = fields.publicKey === null ? null : recordPublicKey(fields.publicKey);
  return key === null ? { record: index, spki: null, algorithm: null, bits: null } : { record: index, ...key };
}
