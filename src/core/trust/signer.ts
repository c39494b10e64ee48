import { nameTextKey } from '../certificates/names';
import { serialKey } from '../certificates/serial';
import { headerFields, isSast, type RecordFields } from '../format/fields';
import type { Part } from '../format/model';

/** Whom a header names as signer: what a phone looks up in the lists that it holds. */
export interface SignerId {
  readonly name: string | null;
  readonly serialNumber: Uint8Array;
  readonly issuer: string;
}

/** The signer of a file; null where the header lacks its serial number or its issuer. */
export function signerOf(file: { readonly header: readonly Part[] }): SignerId | null {
  const { signerName, serialNumber, caName } = headerFields(file);
  return serialNumber === null || caName === null ? null : { name: signerName, serialNumber, issuer: caName };
}

/** A text that signers share exactly where they have one serial number and issuer: to look up one among many. */
export function signerKey({ serialNumber, issuer }: Pick<SignerId, 'serialNumber' | 'issuer'>): string {
  return `${serialKey(serialNumber)} ${nameTextKey(issuer)}`;
}

/** The records with the signer's serial number and issuer, what a phone goes by, whatever their function. */
export function namedRecords<Record extends { readonly fields: RecordFields }>(
  records: readonly Record[],
  signer: SignerId,
): readonly Record[] {
  const serial = serialKey(signer.serialNumber);
  const issuer = nameTextKey(signer.issuer);
  // The serial number first: names may be long, and are read only where it is the same.
  return records.filter(
    ({ fields: { serialNumber, issuerName } }) =>
      serialNumber !== null &&
      issuerName !== null &&
      serialKey(serialNumber) === serial &&
      nameTextKey(issuerName) === issuer,
  );
}

/** The SAST records that a list's own header names as signer; none where it names nobody. */
export function ownSigners<Record extends { readonly fields: RecordFields }>(
  records: readonly Record[],
  signer: SignerId | null,
): readonly Record[] {
  return signer === null ? [] : namedRecords(records, signer).filter(({ fields }) => isSast(fields));
}
