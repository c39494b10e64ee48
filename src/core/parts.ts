import type * as Engine from './engine';

/** The functions of the engine that load its parts. */
export type Parts = Pick<
  typeof Engine,
  'loadEditing' | 'loadComparing' | 'loadPhoning' | 'loadFleet' | 'loadClustering' | 'loadDecrypting'
>;

/** @param loadEngine loads the engine, in the way of the host. */
export function partsOf(loadEngine: () => Promise<typeof Engine>): Parts {
  return {
    loadEditing: async () => (await loadEngine()).loadEditing(),
    loadComparing: async () => (await loadEngine()).loadComparing(),
    loadPhoning: async () => (await loadEngine()).loadPhoning(),
    loadFleet: async () => (await loadEngine()).loadFleet(),
    loadClustering: async () => (await loadEngine()).loadClustering(),
    loadDecrypting: async () => (await loadEngine()).loadDecrypting(),
  };
}
