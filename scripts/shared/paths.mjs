import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where things lie: in the project, in its throw-away `out/`, and in the cache that outlives a checkout. */
export const root = resolve(import.meta.dirname, '../..');
export const out = join(root, 'out');
export const vsix = join(out, 'trust-list-editor.vsix');
export const samples = join(root, 'media/samples');

export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'trust-list-editor');
