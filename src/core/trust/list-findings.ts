import { headerFields, listKind, vouches } from '../format/fields';
import type { TrustList } from '../format/model';
import { RecordFunction } from '../format/tags';
import { finding } from './catalogue';
import type { InspectedRecord } from './inspected-record';
import { recordPlace } from './places';
import type { Finding, FindingPlace } from './report';

/** What phones take, by Cisco's Security Guide and by public implementations. */
const most = { sast: 2, certificates: 39, bytes: 64 * 1024 } as const;

/** What the list lacks or has too much of as a whole. */
export function listFindings(list: TrustList, records: readonly InspectedRecord[], blank: boolean): Finding[] {
  const kind = listKind(headerFields(list).filename);
  const whole: FindingPlace = { record: null, field: null, offset: 0, length: list.length };
  const findings: Finding[] = [];

  const sast = records.filter(({ fields }) => fields.functionCode === RecordFunction.sast);
  const surplus = sast[most.sast];
  if (surplus !== undefined) {
    const where = recordPlace(surplus.index, surplus.record);
    findings.push(finding('too-many-sast', { count: sast.length }, where));
  }
  // Without records, or beside bytes that may be records, nothing says that the list was blanked.
  if (blank && records.length > 0 && list.trailing.length === 0) {
    findings.push(finding('blank-list', { kind }, whole));
  }
  if (kind !== 'CTL' && !blank && !records.some(isTvs)) findings.push(finding('no-tvs', {}, whole));
  const certificates = records.filter(({ fields }) => fields.certificate !== null).length;
  if (kind !== 'CTL' && certificates > most.certificates) {
    findings.push(finding('too-many-certificates', { count: certificates }, whole));
  }
  if (list.length > most.bytes) findings.push(finding('too-large', { length: list.length }, whole));
  return findings;
}

function isTvs({ fields }: InspectedRecord): boolean {
  return fields.functionCode === RecordFunction.tvs && vouches(fields);
}
