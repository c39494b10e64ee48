import { digest } from '../certificates/fingerprints';
import { sameBytes } from '../format/bytes';
import { hashDigest, vouches } from '../format/fields';
import { RecordFunction } from '../format/tags';
import { hasFunction, inspectList, type NamedList } from '../phone/held';

/** The functions of the records by which phones know a TVS, and a server of files. */
const functionsOf = {
  tvs: [RecordFunction.tvs],
  files: [RecordFunction.ccm, RecordFunction.ccmTftp, RecordFunction.tftp, RecordFunction.applicationServer],
} as const;

/**
 * The record of a list, from 1, whose certificate a server presents: the very certificate, or the one whose hash the record
 * has. Chains, dates and names do not count for a phone here.
 *
 * @param presented DER.
 * @returns null if no record for this service has it.
 */
export async function presentedRecord(
  list: NamedList,
  presented: Uint8Array,
  service: keyof typeof functionsOf,
): Promise<number | null> {
  for (const record of (await inspectList(list)).records) {
    if (!hasFunction(record, ...functionsOf[service]) || !vouches(record.fields)) continue;
    const { certificate, certHash } = record.fields;
    if (certificate !== null && sameBytes(certificate, presented)) return record.index;
    const isHash = certificate === null && certHash !== null;
    if (isHash && sameBytes(certHash, await digest(hashDigest(record.fields), presented))) return record.index;
  }
  return null;
}
