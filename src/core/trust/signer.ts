import { sameName } from '../certificates/names';
import { sameSerial } from '../certificates/serial';
import { headerFields, type RecordFields } from '../format/fields';
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

/** True for the serial number and the issuer of the signer: what a phone goes by. */
export function isNamed(
  signer: SignerId,
  candidate: { readonly serialNumber: Uint8Array | null; readonly issuer: string | null },
): boolean {
  return (
    candidate.serialNumber !== null &&
    candidate.issuer !== null &&
    sameSerial(signer.serialNumber, candidate.serialNumber) &&
    sameName(signer.issuer, candidate.issuer)
  );
}

/** The records with the signer's serial number and issuer, whatever their function. */
export function namedRecords<Record extends { readonly fields: RecordFields }>(
  records: readonly Record[],
  signer: SignerId,
): readonly Record[] {
  return records.filter(({ fields }) =>
    isNamed(signer, { serialNumber: fields.serialNumber, issuer: fields.issuerName }),
  );
}
