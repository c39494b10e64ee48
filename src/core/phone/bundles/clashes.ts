import type { Certificate } from '../../certificates/certificate';
import type { Statement } from '../../words/statement';
import { certificateKey, type InspectedList } from '../held';
import { bundleName, type Bundle } from './bundle';
import { state, type BundleReason } from './reasons';
import { shortHost, tftpRecords } from './tftp-servers';

/** Bundles that Bulk Certificate Management would write to one name, so that the later one replaces the earlier. */
export interface Overwriting extends Statement<BundleReason> {
  readonly file: string;
  /** By the name of the file; null if it names none. */
  readonly host: string | null;
  readonly bundles: readonly Bundle[];
}

/** Bundles with equal names and different content: two clusters whose servers have equal host names. */
export function overwriting(bundles: readonly Bundle[]): Overwriting[] {
  const byName = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const key = bundle.file.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), bundle]);
  }
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    const differ = new Set(same.map(({ certificates }) => contentKey(certificates))).size > 1;
    if (first === undefined || !differ) return [];
    const { file } = first;
    const host = bundleName(file)?.host ?? null;
    const count = same.length;
    const says =
      host === null ? state('equal-file-names', { count, file }) : state('equal-host-names', { count, file, host });
    return [{ ...says, file, host, bundles: same }];
  });
}

/** A name that TFTP servers of both clusters have: their exports would have one name too. */
export interface HostClash extends Statement<BundleReason> {
  /** Without its domain, in lower case. */
  readonly host: string;
}

/** Equal host names of TFTP servers of two clusters, where the certificates say that they are not one server. */
export function clashingHosts(ours: readonly InspectedList[], theirs: readonly InspectedList[]): HostClash[] {
  const known = new Map<string | null, Set<string | null>>();
  for (const record of theirs.flatMap(tftpRecords)) {
    const host = shortHost(record);
    known.set(host, (known.get(host) ?? new Set()).add(certificateKey(record)));
  }
  const hosts = ours.flatMap(tftpRecords).flatMap((record) => {
    const host = shortHost(record);
    const certificates = known.get(host);
    const key = certificateKey(record);
    const isOneServer = key !== null && certificates?.has(key) === true;
    return host === null || certificates === undefined || isOneServer ? [] : [host];
  });
  return [...new Set(hosts)].map((host) => ({ ...state('equal-tftp-servers', { host }), host }));
}

function contentKey(certificates: readonly Certificate[]): string {
  return certificates
    .map(({ details }) => details.sha256)
    .sort()
    .join();
}
