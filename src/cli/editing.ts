import type * as Editing from '../core/editing';

/** What changes lists and reads keys, loaded by the commands that do. */
export async function loadEditing(): Promise<typeof Editing> {
  const engine = await import('../core/engine');
  return engine.loadEditing();
}
