import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shared/paths.mjs';
import { status } from '../shared/process.mjs';
import { sound } from '../shared/tally.mjs';
import { unpackTftpServers } from '../tftp-servers.mjs';

/** @type {import('./suite.mjs').Suite} */
export async function unit({ scratch, args }) {
  await unpackTftpServers();
  return runVitest(args, scratch, process.env);
}

/**
 * @param {readonly string[]} args
 * @param {string} scratch the folder of the run
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('../shared/tally.mjs').Tally>}
 */
export async function runVitest(args, scratch, env) {
  const results = join(scratch, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const code = await status(process.execPath, [vitest, 'run', ...reporters, ...args], { cwd: root, env });
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(results, 'utf8'));
  return sound({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, code);
}
