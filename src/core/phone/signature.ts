import type { Part } from '../format/model';
import { RecordFunction } from '../format/tags';
import type { InspectedRecord } from '../trust/inspected-record';
import { signatureChecker, type MadeBy } from '../trust/signature';
import { namedRecords, type SignerId } from '../trust/signer';
import type { InspectedList } from './held';

/** A file with a signature in its header: a trust list, or a configuration. */
export interface SignedBytes {
  readonly header: readonly Part[];
  /** The whole file. */
  readonly bytes: Uint8Array;
}

/** The functions by which a record makes its certificate a signer of configuration (P9). */
export const configurationSigners: readonly number[] = [RecordFunction.tftp, RecordFunction.ccmTftp];

/** A record with the signer's serial number and issuer, and whether its key made the signature. */
export interface Candidate {
  readonly list: InspectedList;
  readonly record: InspectedRecord;
  readonly made: MadeBy;
}

/** The records of a list that go by the signer's name, whatever their function. */
export async function candidatesIn(
  list: InspectedList | null,
  signer: SignerId,
  file: SignedBytes,
): Promise<Candidate[]> {
  if (list === null) return [];
  const madeBy = signatureChecker(file, file.bytes);
  const candidates: Candidate[] = [];
  for (const record of namedRecords(list.records, signer)) {
    candidates.push({ list, record, made: await madeBy(record.key) });
  }
  return candidates;
}
