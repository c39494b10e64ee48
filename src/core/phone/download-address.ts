import type { TrustList } from '../format/model';
import { tftpHosts } from './bundles/tftp-servers';
import { inspectList } from './held';

/** What TFTP servers serve their files under by HTTP. */
export const httpPort = 6970;

/**
 * Where a phone fetches a file of its cluster by HTTP: `http://cucm-pub:6970/ITLFile.tlv`.
 *
 * @param server name or address; `TFTP` stands for one that is not known.
 * @param name of the file, without its folder.
 */
export function addressOf(server: string | null, name: string): string {
  const host = server === null ? 'TFTP' : server.includes(':') ? `[${server}]` : server;
  return `http://${host}:${httpPort}/${encodeURIComponent(name)}`;
}

/**
 * The same for a list.
 *
 * @returns the host is the first TFTP server that the list names; null if it names none.
 */
export async function downloadAddress(
  list: TrustList,
  name: string,
): Promise<{ readonly address: string; readonly host: string | null }> {
  const [named = null] = tftpHosts(await inspectList({ file: name, list }));
  // A damaged list may name anything.
  const host = named !== null && /^[\w.-]{1,253}$/.test(named) ? named : null;
  return { address: addressOf(host, name), host };
}
