import { readCertificate, type Certificate } from '../certificates/certificate';
import { digest } from '../certificates/fingerprints';
import { commonName } from '../certificates/names';
import { sameBytes } from '../format/bytes';
import { findElement, hashDigest, recordFields } from '../format/fields';
import { element, recordOrder, setElement, withoutElements } from '../format/draft';
import type { Part, TrustList, TrustRecord } from '../format/model';
import { digestCode, digestNames, RecordTag, recordTagName, type DigestName } from '../format/tags';
import { inspectRecords } from '../trust/inspected-record';
import { t } from '../words/translate';
import { certificateValues } from './certificate-values';
import { refused, type EditOutcome, type EditRefused } from './outcome';
import { described, editRecord, noSuchRecord } from './record-edit';
import { nameStyle } from './spelling';

/**
 * Puts another certificate, such as a renewed one, into a record. The record keeps its place, its form, its function,
 * its DNS name and address, and the elements that it has: one without SIGNATURE stays without.
 */
export async function replaceCertificate(
  list: TrustList,
  number: number,
  certificate: Certificate,
): Promise<EditOutcome> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const { certificate: embedded, certHash } = recordFields(record);
  if (embedded === null && certHash === null) {
    return refused(
      'no-certificate',
      t('Record {number} contains neither a certificate nor a hash to replace; put a certificate into it instead.', {
        number,
      }),
      record.offset,
    );
  }
  const read = certificateValues(certificate, nameStyle(list));
  if (!read.ok) return read;
  const values = new Map(read.values);
  values.set(RecordTag.certificate, certificate.der);
  if (certHash !== null) {
    const hash = await hashFor(record, number, certificate);
    if (!hash.ok) return hash;
    values.set(RecordTag.certHash, hash.hash);
  }
  const subject = commonName(certificate.details.subject ?? '') ?? t('another');
  return editRecord(
    list,
    number,
    t('Replace the certificate of record {number} with {subject}', { number, subject }),
    (parts) =>
      parts.map((part) => {
        const value = part.kind === 'element' ? values.get(part.tag) : undefined;
        return value === undefined || part.kind !== 'element' ? part : element(part.tag, value);
      }),
  );
}

/** Turns a record that holds its certificate into one that holds only the certificate's hash. */
export async function toHash(
  list: TrustList,
  number: number,
  hashAlgorithm: DigestName = 'SHA-1',
): Promise<EditOutcome> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const { certificate } = recordFields(record);
  if (certificate === null) {
    return refused('no-certificate', t('Record {number} contains no certificate to hash.', { number }), record.offset);
  }
  const hash = await digest(hashAlgorithm, certificate);
  return editRecord(
    list,
    number,
    t('Turn {described} into a hash', { described: described(list, number) }),
    (parts) => {
      const without = withoutElements(parts, new Set([RecordTag.certificate]));
      const withHash = setElement(without, RecordTag.certHash, hash, recordOrder);
      return setElement(withHash, RecordTag.hashAlgorithm, Uint8Array.of(digestCode(hashAlgorithm)), recordOrder);
    },
  );
}

/**
 * Puts the certificate into a record that holds only its hash, and keeps the other elements; or into one that was
 * reduced to its DNS name and function, which gets the elements that it lacks.
 *
 * @param certificate by default the one of another record of the list that the hash stands for.
 */
export async function toFull(list: TrustList, number: number, certificate?: Certificate): Promise<EditOutcome> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const fields = recordFields(record);
  if (fields.certificate !== null) {
    return refused('nothing-to-do', t('Record {number} already contains its certificate.', { number }), record.offset);
  }
  const known = certificate ?? (await certificateOfRecord(list, number));
  if (known === null) {
    return refused(
      'no-certificate',
      t('The certificate of record {number} is not known: no other record contains it. Choose its file.', { number }),
      record.offset,
    );
  }
  const read = certificateValues(known, nameStyle(list));
  if (!read.ok) return read;
  if (fields.certHash !== null) {
    const hash = await hashFor(record, number, known);
    if (!hash.ok) return hash;
    if (!sameBytes(hash.hash, fields.certHash)) {
      return refused(
        'key-mismatch',
        t(
          'The certificate {subject} does not match the hash of record {number}. To use it anyway, replace the certificate.',
          { subject: known.details.subject ?? '', number },
        ),
        record.offset,
      );
    }
  }
  const replaced = new Set([RecordTag.certHash, RecordTag.hashAlgorithm]);
  return editRecord(
    list,
    number,
    t('Put the certificate into {described}', { described: described(list, number) }),
    (parts) => {
      const isReduced = fields.certHash === null;
      const lacking = [...read.values].filter(([tag]) => isReduced && findElement(parts, tag) === null);
      return [...lacking, [RecordTag.certificate, known.der] as const].reduce<readonly Part[]>(
        (made, [tag, value]) => setElement(made, tag, value, recordOrder),
        withoutElements(parts, replaced),
      );
    },
  );
}

/**
 * Makes a field say what the certificate of its record says.
 *
 * @param field as the cluster prints it: SUBJECTNAME, ISSUERNAME, SERIALNUMBER, PUBLICKEY, SIGNATURE or CERTHASH.
 * @param certificate by default the record's own, or for a hash the one of the list that it stands for.
 */
export async function takeFromCertificate(
  list: TrustList,
  number: number,
  field: string,
  certificate?: Certificate,
): Promise<EditOutcome> {
  const found = await elementFromCertificate(list, number, field, certificate);
  if (!found.ok) return found;
  const label = t('Take {field} of record {number} from its certificate', { field, number });
  return editRecord(list, number, label, (parts) => setElement(parts, found.tag, found.value, recordOrder));
}

/** The element that `takeFromCertificate` puts into the record. */
export async function elementFromCertificate(
  list: TrustList,
  number: number,
  field: string,
  certificate?: Certificate,
): Promise<{ readonly ok: true; readonly tag: number; readonly value: Uint8Array } | EditRefused> {
  const record = list.records[number - 1];
  if (record === undefined) return noSuchRecord(list, number);
  const known = certificate ?? (await certificateOfRecord(list, number));
  if (known === null) {
    return refused(
      'no-certificate',
      t('The certificate of record {number} is not in the list.', { number }),
      record.offset,
    );
  }
  const read = certificateValues(known, nameStyle(list));
  if (!read.ok) return read;
  const values = new Map(read.values);
  if (field === recordTagName(RecordTag.certHash)) {
    const hash = await hashFor(record, number, known);
    if (!hash.ok) return hash;
    values.set(RecordTag.certHash, hash.hash);
  }
  const found = [...values].find(([tag]) => recordTagName(tag) === field);
  if (found === undefined) {
    const names = [...values.keys(), RecordTag.certHash].map(recordTagName).join(', ');
    return refused(
      'bad-value',
      t('A certificate says nothing about {field}; it does about {names}.', { field, names }),
      record.offset,
    );
  }
  return { ok: true, tag: found[0], value: found[1] };
}

/** The certificate of a record: embedded, or the one of another record that its hash stands for. */
export async function certificateOfRecord(list: TrustList, number: number): Promise<Certificate | null> {
  const record = list.records[number - 1];
  const embedded = record === undefined ? null : recordFields(record).certificate;
  if (embedded !== null) return readCertificate(embedded);
  return (await inspectRecords(list))[number - 1]?.certificate ?? null;
}

/** What CERTHASH of a record says of a certificate. Refused where HASH ALGORITHM stands for no known digest. */
async function hashFor(
  record: TrustRecord,
  number: number,
  { der }: Certificate,
): Promise<{ readonly ok: true; readonly hash: Uint8Array } | EditRefused> {
  const fields = recordFields(record);
  const code = fields.hashAlgorithm;
  if (code === null || digestNames.has(code)) return { ok: true, hash: await digest(hashDigest(fields), der) };
  return refused(
    'bad-value',
    t('HASH ALGORITHM of record {number} is {code}, which is not a known digest, so no hash can be made for it.', {
      number,
      code,
    }),
    record.offset,
  );
}
