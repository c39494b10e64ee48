import { nameTextKey } from '../certificates/names';
import { sameSerialText } from '../certificates/serial';
import type { RecordReport, Signer } from '../trust/report';

/** Picks the records with the signer's serial number and issuer; the signer's own name is read once. */
export function namedByText({ serial, issuer }: Signer): (record: RecordReport) => boolean {
  if (serial === null || issuer === null) return () => false;
  const issuerKey = nameTextKey(issuer);
  return (record) =>
    record.serial !== null &&
    record.issuer !== null &&
    sameSerialText(serial, record.serial) &&
    nameTextKey(record.issuer) === issuerKey;
}
