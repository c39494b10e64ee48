import { commonName } from '../../certificates/names';
import { inspectList, tvsRecords, type NamedList } from '../../phone/held';
import { parseServer } from '../address';

/** A server that an ITL names for its TVS. */
export interface NamedServer {
  /** As in a `Server`. */
  readonly host: string;
  /** The first record that names it, from 1. */
  readonly record: number;
}

/** The servers of the TVS records, each once: by DNS name and address, else by the common name of the certificate. */
export async function tvsServers(itl: NamedList): Promise<NamedServer[]> {
  const servers = new Map<string, NamedServer>();
  for (const { index, fields } of tvsRecords(await inspectList(itl))) {
    const { dnsName, ipAddress, subjectName } = fields;
    const named = [dnsName, ipAddress].filter(isHost);
    const hosts = named.length > 0 ? named : [subjectName === null ? null : commonName(subjectName)].filter(isHost);
    for (const host of hosts) if (!servers.has(host)) servers.set(host, { host, record: index });
  }
  return [...servers.values()];
}

/** The address of no machine, `0.0.0.0` or `::`, which would lead to this computer. */
const unspecified = /^[0:.]+$/;

function isHost(text: string | null): text is string {
  if (text === null || unspecified.test(text)) return false;
  return parseServer(text.includes(':') ? `[${text}]` : text)?.port === null;
}
