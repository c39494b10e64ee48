import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where things lie: in the project, in its throw-away `out/`, and in the cache that outlives a checkout. */
export const root = resolve(import.meta.dirname, '../..');
export const out = join(root, 'out');
export const vsix = join(out, 'trust-list-editor.vsix');
/** What esbuild says of the command line in dist/: in no package. */
export const commandLineMetafile = join(root, 'dist/cli.meta.json');
/** RSA keys that the tests have made, by which every process of a run has the same; delete it to have new ones. */
export const testKeys = join(out, 'test-keys');
export const samples = join(root, 'media/samples');

export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'trust-list-editor');

/** TFTP servers of Debian, which the tests talk to: unpacked, not installed, so that no service starts. */
export const tftpServers = join(cache, 'tftp-servers');
