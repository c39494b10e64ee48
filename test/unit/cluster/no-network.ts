import type { ClusterClient } from '../../../src/core/cluster/client';

/** The network of a test that must not use it. */
export const noNetwork: ClusterClient = {
  fetchFile: (transport, { host }) => Promise.reject(new Error(`${transport} to ${host}, which nobody asked for`)),
  visitTvs: ({ host }) => Promise.reject(new Error(`a TVS at ${host}, which nobody asked for`)),
};
