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

/** Who may be the signer: a record, or a certificate. */
export interface SignerCandidate {
  readonly serialNumber: Uint8Array | null;
  readonly issuer: string | null;
}

/** A text that signers share exactly where they have one serial number and issuer: to look up one among many. */
export function signerKey({ serialNumber, issuer }: Pick<SignerId, 'serialNumber' | 'issuer'>): string {
  return `${serialKey(serialNumber)} ${nameTextKey(issuer)}`;
}

/** Picks by the serial number and the issuer of the signer, what a phone goes by; the signer's own name is read once. */
export function namedBy(signer: SignerId): (candidate: SignerCandidate) => boolean {
  const serial = serialKey(signer.serialNumber);
  const issuerKey = nameTextKey(signer.issuer);
  return ({ serialNumber, issuer }) =>
    serialNumber !== null && issuer !== null && serialKey(serialNumber) === serial && nameTextKey(issuer) === issuerKey;
}

/** The records with the signer's serial number and issuer, whatever their function. */
export function namedRecords<Record extends { readonly fields: RecordFields }>(
  records: readonly Record[],
  signer: SignerId,
): readonly Record[] {
  const isNamedBySigner = namedBy(signer);
  return records.filter(({ fields }) =>
    isNamedBySigner({ serialNumber: fields.serialNumber, issuer: fields.issuerName }),
  );
}

/** The SAST records that a list's own header names as signer; none where it names nobody. */
export function ownSigners<Record extends { readonly fields: RecordFields }>(
  records: readonly Record[],
  signer: SignerId | null,
): readonly Record[] {
  return signer === null ? [] : namedRecords(records, signer).filter(({ fields }) => isSast(fields));
}
