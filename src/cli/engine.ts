import type * as Engine from '../core/engine';

let engine: Promise<typeof Engine> | null = null;

/** What decodes, inspects and digests: loaded with the first file. */
export function loadEngine(): Promise<typeof Engine> {
  engine ??= import('../core/engine');
  return engine;
}
