import type { Part } from '../format/model';
import { RecordFunction } from '../format/tags';
import type { InspectedRecord } from '../trust/inspected-record';
import { verifySignature, type RecordKey } from '../trust/signature';
import type { SignerId } from '../trust/signer';
import { recordsNamed, type ReadList } from './held';

/** A file with a signature in its header: a trust list, or a configuration. */
export interface SignedBytes {
  readonly header: readonly Part[];
  /** The whole file. */
  readonly bytes: Uint8Array;
}

/** The functions by which a record makes its certificate a signer of configuration (P9). */
export const configurationSigners: readonly number[] = [RecordFunction.tftp, RecordFunction.ccmTftp];

/** `unsupported`: the key is none that can be checked here. */
export type MadeBy = 'yes' | 'no' | 'unsupported';

/** Whether this key made the file's signature. */
export async function madeBy(file: SignedBytes, key: Omit<RecordKey, 'record'>): Promise<MadeBy> {
  const { status } = await verifySignature(file, file.bytes, [1], [{ ...key, record: 1 }]);
  if (status === 'valid') return 'yes';
  return status === 'unsupported' ? 'unsupported' : 'no';
}

/** A record with the signer's serial number and issuer, and whether its key made the signature. */
export interface Candidate {
  readonly list: ReadList;
  readonly record: InspectedRecord;
  readonly made: MadeBy;
}

/** The records of a list that go by the signer's name, whatever their function. */
export async function candidatesIn(list: ReadList | null, signer: SignerId, file: SignedBytes): Promise<Candidate[]> {
  if (list === null) return [];
  return Promise.all(
    recordsNamed(list, signer).map(async (record) => ({ list, record, made: await madeBy(file, record.key) })),
  );
}
