import type { ClusterClient } from '../core/cluster/client';
import type { StartTls } from './connect-tls';
import { fetchHttp } from './http';
import { netLimits, type NetLimits } from './limits';
import { fetchTftp } from './tftp';
import { Turns } from './turns';
import { visitTvs } from './tvs';

/** The network, for a person's explicit command. It opens nothing before one of its methods is called. */
export function createClusterClient(limits: NetLimits = netLimits, start?: StartTls): ClusterClient {
  const turns = new Turns();
  return {
    fetchFile: (transport, server, wanted) =>
      turns.take(server.host, wanted.signal, () =>
        transport === 'tftp'
          ? fetchTftp(server, wanted, limits)
          : fetchHttp(transport === 'https', server, wanted, limits),
      ),
    visitTvs: (server, visit) => turns.take(server.host, visit.signal, () => visitTvs(server, visit, limits, start)),
  };
}
