import type * as Clustering from '../core/clustering';
import type * as Comparing from '../core/comparing';
import type * as Decrypting from '../core/decrypting';
import type * as Editing from '../core/editing';
import type * as Engine from '../core/engine';
import type * as Fleeting from '../core/fleeting';
import type * as Phoning from '../core/phoning';

let engine: Promise<typeof Engine> | null = null;

/** What decodes, inspects and digests: loaded with the first file. */
export function loadEngine(): Promise<typeof Engine> {
  engine ??= import('../core/engine');
  return engine;
}

/** What changes lists and reads keys, loaded by the commands that do. */
export async function loadEditing(): Promise<typeof Editing> {
  return (await loadEngine()).loadEditing();
}

/** What compares lists, loaded with the first comparison. */
export async function loadComparing(): Promise<typeof Comparing> {
  return (await loadEngine()).loadComparing();
}

/** What says how a phone would act, loaded with the first command that asks. */
export async function loadPhoning(): Promise<typeof Phoning> {
  return (await loadEngine()).loadPhoning();
}

/** What groups and judges a fleet of phones, loaded with the first audit. */
export async function loadFleet(): Promise<typeof Fleeting> {
  return (await loadEngine()).loadFleet();
}

/** What reads and words what clusters say, loaded with the first command that asks one. */
export async function loadClustering(): Promise<typeof Clustering> {
  return (await loadEngine()).loadClustering();
}

/** What decrypts configurations, loaded with the first one. */
export async function loadDecrypting(): Promise<typeof Decrypting> {
  return (await loadEngine()).loadDecrypting();
}
