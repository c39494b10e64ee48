import type * as Clustering from '../../core/clustering';
import type * as Comparing from '../../core/comparing';
import type * as Decrypting from '../../core/decrypting';
import type * as Editing from '../../core/editing';
import type * as Engine from '../../core/engine';
import type * as Fleeting from '../../core/fleeting';
import type * as Phoning from '../../core/phoning';
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

/** What changes lists and reads keys, loaded with the first command that does. */
export async function loadEditing(): Promise<typeof Editing> {
  return (await loadEngine()).loadEditing();
}

/** What compares lists, loaded with the first comparison. */
export async function loadComparing(): Promise<typeof Comparing> {
  return (await loadEngine()).loadComparing();
}

/** What says how a phone would act, loaded with the first question about one. */
export async function loadPhoning(): Promise<typeof Phoning> {
  return (await loadEngine()).loadPhoning();
}

/** What decrypts configurations, loaded with the first one. */
export async function loadDecrypting(): Promise<typeof Decrypting> {
  return (await loadEngine()).loadDecrypting();
}

/** What groups and judges a fleet of phones, loaded with the first audit. */
export async function loadFleet(): Promise<typeof Fleeting> {
  return (await loadEngine()).loadFleet();
}

/** What reads and words what clusters say, loaded with the first command that asks one. */
export async function loadClustering(): Promise<typeof Clustering> {
  return (await loadEngine()).loadClustering();
}
