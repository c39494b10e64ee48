import type * as Engine from '../core/engine';
import { partsOf } from '../core/parts';

let engine: Promise<typeof Engine> | null = null;

/** What decodes, inspects and digests: loaded with the first file. */
export function loadEngine(): Promise<typeof Engine> {
  engine ??= import('../core/engine');
  return engine;
}

export const { loadEditing, loadComparing, loadPhoning, loadFleet, loadClustering, loadDecrypting } =
  partsOf(loadEngine);
