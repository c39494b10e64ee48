import type { InspectedRecord } from '../trust/inspected-record';
import { certificateKey, hasFunction, type InspectedList } from './held';
import { configurationSigners } from './situation';

/** The records of a list whose certificates sign configuration. An EC certificate signs no file. */
export function configurationSignersOf({ records }: InspectedList): InspectedRecord[] {
  return records.filter((record) => hasFunction(record, ...configurationSigners) && canSign(record));
}

/** A certificate that can be named as signer, with a key that signs lists and configuration. */
export function canSign(record: InspectedRecord): boolean {
  return record.key.algorithm === 'RSA' && certificateKey(record) !== null;
}

/** The first record for each certificate. */
export function eachCertificateOnce(records: readonly InspectedRecord[]): InspectedRecord[] {
  return [...new Map([...records].reverse().map((record) => [certificateKey(record), record])).values()].reverse();
}
