import type { Certificate } from '../certificates/certificate';
import type { PrivateKey } from '../certificates/keys/private-key';
import { commonName } from '../certificates/names';
import { sameBytes } from '../format/bytes';
import { isSast, recordFields, type RecordFields } from '../format/fields';
import type { TrustList } from '../format/model';
import { inspectRecords } from '../trust/inspected-record';
import { signerKeysOf, ownSigners, recordSigner, signerKey, signerOf } from '../trust/signer';
import { refused, type EditRefused } from './outcome';
import { t } from '../words/translate';

/** The SAST record that a phone would find for a signer with this certificate: same serial number, issuer and key. */
export function signerRecord(list: TrustList, certificate: Certificate): number | null {
  const index = list.records.findIndex((record) => isSignerIn(recordFields(record), certificate));
  return index === -1 ? null : index + 1;
}

function isSignerIn(fields: RecordFields, certificate: Certificate): boolean {
  return isSast(fields) && namesCertificate(fields, certificate) && holdsKey(fields, certificate);
}

function namesCertificate(fields: RecordFields, certificate: Certificate): boolean {
  const named = recordSigner(fields);
  return named !== null && signerKeysOf(certificate).includes(signerKey(named));
}

function holdsKey({ certificate: embedded, publicKey }: RecordFields, certificate: Certificate): boolean {
  if (embedded !== null) return sameBytes(embedded, certificate.der);
  return publicKey !== null && certificate.publicKeyValue !== null && sameBytes(publicKey, certificate.publicKeyValue);
}

/** Why the signer is in no SAST record, what that means for a phone, and what a person can do. */
export function missingSigner(list: TrustList, certificate: Certificate): EditRefused {
  const signer = certificateLabel(certificate);
  const damaged = list.records.findIndex((record) => {
    const fields = recordFields(record);
    return isSast(fields) && fields.certificate !== null && sameBytes(fields.certificate, certificate.der);
  });
  if (damaged !== -1) {
    return refused(
      'needs-signer-record',
      t(
        'Record {damaged} contains the certificate of {signer}, but another serial number or issuer: a phone would not find the signer there. Take these fields from the certificate first, or add a record for the signer.',
        { damaged: damaged + 1, signer },
      ),
      list.records[damaged]?.offset ?? null,
    );
  }
  return refused(
    'needs-signer-record',
    t(
      "No System Administrator Security Token record contains {signer}. A phone looks up the signer there: it would reject the list, or not know the signer of later files. Add the signer's record to the list, or sign with a key that the list contains.",
      { signer },
    ),
  );
}

/**
 * The certificates with which a key could sign this list: of its own file, of others given, and of the list's records.
 * Those in a SAST record of the list come first; each comes once.
 */
export async function signerCertificates(
  list: TrustList,
  key: PrivateKey,
  others: readonly Certificate[] = [],
): Promise<Certificate[]> {
  const inspected = await inspectRecords(list);
  const distinct = new Map<string, Certificate>();
  for (const certificate of [key.certificate, ...others, ...inspected.map((record) => record.certificate)]) {
    if (certificate === null || !belongsTo(key, certificate) || distinct.has(certificate.details.sha256)) continue;
    distinct.set(certificate.details.sha256, certificate);
  }
  const all = [...distinct.values()];
  const inList = new Set(all.filter((certificate) => inspected.some(({ fields }) => isSignerIn(fields, certificate))));
  return [...inList, ...all.filter((certificate) => !inList.has(certificate))];
}

/** True if the certificate contains the key's public half. */
export function belongsTo(key: PrivateKey, { publicKeyValue }: Certificate): boolean {
  return publicKeyValue !== null && sameBytes(publicKeyValue, key.publicKey);
}

/** The common name of a certificate's subject, else its subject. */
export function certificateLabel({ details }: Certificate): string {
  const subject = details.subject ?? '';
  return (commonName(subject) ?? subject) || t('The signer');
}

/**
 * The certificate of the SAST record that the header names as signer; else why there is none, by the record if there is
 * one: its certificate is not in the list, or cannot be read.
 */
export async function namedSigner(
  list: TrustList,
): Promise<{ readonly certificate: Certificate } | { readonly certificate: null; readonly record: number | null }> {
  const [named] = ownSigners(await inspectRecords(list), signerOf(list));
  const certificate = named?.certificate ?? null;
  const isReadable = certificate !== null && certificate.details.error === null;
  return isReadable ? { certificate } : { certificate: null, record: named?.index ?? null };
}
