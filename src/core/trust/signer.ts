import type { Certificate } from '../certificates/certificate';
import { nameKey, nameTextKey } from '../certificates/names';
import { sameSerial, sameSerialText, serialKey } from '../certificates/serial';
import { headerFields, isSast, type RecordFields } from '../format/fields';
import type { Part } from '../format/model';
import { oncePer } from '../format/once-per';

/**
 * A signer, as headers and records name it. Phones look it up by its serial number and its issuer; its own name is for
 * people.
 */
export interface SignerId {
  readonly name: string | null;
  readonly serialNumber: Uint8Array;
  readonly issuer: string;
}

/** The signer of a file; null if the header lacks its serial number or its issuer. */
export function signerOf(file: { readonly header: readonly Part[] }): SignerId | null {
  const { signerName, serialNumber, caName } = headerFields(file);
  return serialNumber === null || caName === null ? null : { name: signerName, serialNumber, issuer: caName };
}

/** The certificate of a record, as a signer; null if the record lacks its serial number or its issuer. */
export function recordSigner({ subjectName, serialNumber, issuerName }: RecordFields): SignerId | null {
  return serialNumber === null || issuerName === null ? null : { name: subjectName, serialNumber, issuer: issuerName };
}

/** A text that is equal for two signers exactly if their serial number and issuer are: to look one up among many. */
export function signerKey({ serialNumber, issuer }: Pick<SignerId, 'serialNumber' | 'issuer'>): string {
  return keyOf(serialNumber, nameTextKey(issuer));
}

/** The `signerKey`s of a certificate: with its issuer as it reads, and as a record may spell it. */
export const signerKeysOf = oncePer(({ details, serialNumber, issuerName }: Certificate): readonly string[] => {
  const issuers = [
    details.issuer === null ? null : nameTextKey(details.issuer),
    issuerName === null ? null : nameKey(issuerName),
  ];
  return [...new Set(issuers)].flatMap((issuer) => (issuer === null ? [] : keyOf(serialNumber, issuer)));
});

function keyOf(serialNumber: Uint8Array, issuerKey: string): string {
  return `${serialKey(serialNumber)} ${issuerKey}`;
}

/** The records, of any function, with the signer's serial number and issuer. */
export function namedRecords<Record extends { readonly fields: RecordFields }>(
  records: readonly Record[],
  signer: SignerId,
): readonly Record[] {
  const key = signerKey(signer);
  return records.filter(({ fields }) => {
    const named = recordSigner(fields);
    // The serial number first: names may be long, and are read only if it is the same.
    return named !== null && sameSerial(named.serialNumber, signer.serialNumber) && recordKey(fields) === key;
  });
}

const recordKey = oncePer((fields: RecordFields): string | null => {
  const named = recordSigner(fields);
  return named === null ? null : signerKey(named);
});

/** A signer or a record as reports have it: the serial number in colon hex. */
interface ReportedSigner {
  readonly serial: string | null;
  readonly issuer: string | null;
}

/** Tells the records of a report with the signer's serial number and issuer; the signer's own name is read once. */
export function isNamedBy({ serial, issuer }: ReportedSigner): (record: ReportedSigner) => boolean {
  if (serial === null || issuer === null) return () => false;
  const issuerKey = nameTextKey(issuer);
  return (record) =>
    record.serial !== null &&
    record.issuer !== null &&
    sameSerialText(serial, record.serial) &&
    nameTextKey(record.issuer) === issuerKey;
}

/** The SAST records that a list's own header names as signer; none if it names nobody. */
export function ownSigners<Record extends { readonly fields: RecordFields }>(
  records: readonly Record[],
  signer: SignerId | null,
): readonly Record[] {
  return signer === null ? [] : namedRecords(records, signer).filter(({ fields }) => isSast(fields));
}
