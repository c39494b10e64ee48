import { listKind, type ListKind } from '../format/file-names';
import { headerFields, isSast, vouches } from '../format/fields';
import type { TrustList } from '../format/model';
import { oncePer } from '../format/once-per';
import { phoneLimits } from '../format/phone-limits';
import { RecordFunction } from '../format/tags';
import { finding } from './finding';
import type { InspectedRecord } from './inspected-record';
import { recordPlace } from './places';
import type { Finding, FindingPlace } from './report';

/** What a list says as a whole: of a file, and of a text that a cluster printed of one. */
export interface ListFacts {
  readonly kind: ListKind;
  /** Bytes; null if not known. */
  readonly length: number | null;
  readonly blank: boolean;
  /** Every record of the list is among `records`. */
  readonly isComplete: boolean;
  readonly records: readonly {
    readonly functionCode: number | null;
    /** The certificate itself, and not its hash. */
    readonly holdsCertificate: boolean;
    /** It contains a certificate, a hash or a key. */
    readonly vouches: boolean;
    readonly where: FindingPlace;
  }[];
}

/** What the list lacks or has too much of as a whole. */
export function listFindings(list: TrustList, records: readonly InspectedRecord[], blank: boolean): Finding[] {
  return findingsOnFacts({
    kind: listKind(headerFields(list).filename),
    length: list.length,
    blank,
    isComplete: list.trailing.length === 0, // bytes behind the last record may be records
    records: recordFacts(records),
  });
}

const recordFacts = oncePer((records: readonly InspectedRecord[]): ListFacts['records'] =>
  records.map(({ index, record, fields }) => ({
    functionCode: fields.functionCode,
    holdsCertificate: fields.certificate !== null,
    vouches: vouches(fields),
    where: recordPlace(index, record),
  })),
);

/** The same for anything that says as much about a list. What may be in records that were left out is not missing. */
export function findingsOnFacts({ kind, length, blank, isComplete, records }: ListFacts): Finding[] {
  const whole: FindingPlace = { record: null, field: null, offset: 0, length: length ?? 0 };
  const findings: Finding[] = [];

  const sast = records.filter(isSast);
  const surplus = sast[phoneLimits.sast];
  if (surplus !== undefined) findings.push(finding('too-many-sast', { count: sast.length }, surplus.where));
  if (blank && isComplete && records.length > 0)
    findings.push(finding(kind === 'CTL' ? 'blank-list/CTL' : 'blank-list/ITL', {}, whole));
  const vouching = new Set(records.flatMap((record) => (record.vouches ? [record.functionCode] : [])));
  const lacks = (...functions: readonly number[]): boolean =>
    !blank && isComplete && !functions.some((code) => vouching.has(code));
  if (kind !== 'CTL' && lacks(RecordFunction.tvs)) findings.push(finding('no-tvs', {}, whole));
  if (lacks(RecordFunction.tftp, RecordFunction.ccmTftp)) findings.push(finding('no-tftp', {}, whole));
  const certificates = records.filter(({ holdsCertificate }) => holdsCertificate).length;
  if (kind !== 'CTL' && certificates > phoneLimits.certificates) {
    const count = certificates;
    findings.push(
      length === null
        ? finding('too-many-certificates/text', { count }, whole)
        : finding('too-many-certificates/file', { count, length }, whole),
    );
  }
  if (length !== null && length > phoneLimits.listBytes) findings.push(finding('too-large', { length }, whole));
  return findings;
}
