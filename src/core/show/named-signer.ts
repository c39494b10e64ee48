import { sameName } from '../certificates/names';
import { sameSerialText } from '../certificates/serial';
import type { RecordReport, Signer } from '../trust/report';

/** True for a record with the signer's serial number and issuer. */
export function isNamedSigner(record: RecordReport, signer: Signer): boolean {
  return (
    signer.serial !== null &&
    record.serial !== null &&
    sameSerialText(signer.serial, record.serial) &&
    signer.issuer !== null &&
    record.issuer !== null &&
    sameName(signer.issuer, record.issuer)
  );
}
