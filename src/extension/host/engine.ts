import type * as Engine from '../../core/engine';
import { partsOf } from '../../core/parts';
import { translator } from './language';

let load = (): Promise<typeof Engine> => import('../../core/engine');

/** Says how the engine is loaded where a module cannot load another: in a browser. */
export function loadEngineBy(loader: () => Promise<typeof Engine>): void {
  load = loader;
}

/**
 * What decodes, inspects and digests, loaded with the first list: activation has no part in it. This and the
 * parts below are the only ways into the heavy modules of the core.
 */
export async function loadEngine(): Promise<typeof Engine> {
  const engine = await load();
  engine.setTranslator(translator());
  return engine;
}

export const { loadEditing, loadComparing, loadPhoning, loadFleet, loadClustering, loadDecrypting } =
  partsOf(loadEngine);
