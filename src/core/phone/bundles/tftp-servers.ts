import { commonName } from '../../certificates/names';
import { RecordFunction } from '../../format/tags';
import type { InspectedRecord } from '../../trust/inspected-record';
import { hasFunction, type InspectedList } from '../held';

/** The hosts whose servers a list names as TFTP or CCM+TFTP servers. */
export function tftpHosts(list: InspectedList): string[] {
  return [...new Set(tftpRecords(list).flatMap((record) => hostOf(record) ?? []))];
}

export function tftpRecords(list: InspectedList): InspectedRecord[] {
  const { ccmTftp, tftp } = RecordFunction;
  return list.records.filter((record) => hasFunction(record, ccmTftp, tftp));
}

/** The host of a record: its DNSNAME; if it has none, the common name of its certificate. */
function hostOf({ fields }: InspectedRecord): string | null {
  const { dnsName, subjectName } = fields;
  if (dnsName !== null && dnsName !== '') return dnsName;
  // The EC certificate of a server carries its name with -EC behind the host.
  return commonName(subjectName ?? '')?.replace(/-EC(?=\.|$)/, '') ?? null;
}

/** The host name without its domain, by which exports are named; an address as it is. */
export function shortHost(record: InspectedRecord): string | null {
  const host = hostOf(record)?.toLowerCase() ?? null;
  return host === null || /^[\d.]+$|:/.test(host) ? host : (host.split('.', 1)[0] ?? host);
}
