import type { TrustList } from '../format/model';
import { tftpHosts } from './bundles/tftp-servers';
import { inspectList } from './held';

/** What a cluster serves its files under. */
const httpPort = 6970;

/**
 * Where a phone fetches a file of its cluster by HTTP: `http://cucm-pub:6970/ITLFile.tlv`.
 *
 * @param name of the file, without its folder.
 * @returns the host is the first TFTP server that the list names; `TFTP` stands for it if there is none.
 */
export async function downloadAddress(
  list: TrustList,
  name: string,
): Promise<{ readonly address: string; readonly host: string | null }> {
  const [named = null] = tftpHosts(await inspectList({ file: name, list }));
  // A damaged list may name anything.
  const host = named !== null && /^[\w.-]{1,253}$/.test(named) ? named : null;
  return { address: `http://${host ?? 'TFTP'}:${httpPort}/${encodeURIComponent(name)}`, host };
}
