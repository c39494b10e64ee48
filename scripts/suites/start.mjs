import { join } from 'node:path';
import { root } from '../shared/paths.mjs';
import { status } from '../shared/process.mjs';
import { broken } from '../shared/tally.mjs';

/**
 * Does `npm start` come up, as a newcomer's first command?
 * @type {import('./suite.mjs').Suite}
 */
export async function start() {
  const code = await status(process.execPath, [join(root, 'scripts/start.mjs'), '--check', '--packaged']);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, failures: [] } : broken('npm start did not come up');
}
