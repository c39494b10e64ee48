import { sameName } from '../certificates/names';
import { sameSerial } from '../certificates/serial';
import type { RecordReport, Signer } from '../trust/report';

/** True for a record with the signer's serial number and issuer. */
export function isNamedSigner(record: RecordReport, signer: Signer): boolean {
  return (
    signer.serial !== null &&
    record.serial !== null &&
    sameSerial(octets(signer.serial), octets(record.serial)) &&
    signer.issuer !== null &&
    record.issuer !== null &&
    sameName(signer.issuer, record.issuer)
  );
}

function octets(colonHex: string): Uint8Array {
  return Uint8Array.from(colonHex.split(':'), (octet) => Number.parseInt(octet, 16));
}
