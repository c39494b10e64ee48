import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../shared/paths.mjs';
import { status } from '../shared/process.mjs';
import { failureLine, sound } from '../shared/tally.mjs';
import { unpackTftpServers } from '../tftp-servers.mjs';
import { withoutOtherSystems } from './plan.mjs';

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
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(results, 'utf8'),
  );
  const tally = {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
    failures: failuresIn(testResults),
  };
  return sound(withoutOtherSystems(tally, skippedIn(testResults)), code);
}

/**
 * What Vitest's report has of a file. Without results it did not load, and has a message itself.
 * @typedef {object} TestFile
 * @property {string} name
 * @property {string} status
 * @property {string} message
 * @property {readonly { fullName: string, status: string, failureMessages: readonly string[] }[]} assertionResults
 */

/**
 * @param {readonly TestFile[]} files
 * @returns {string[]}
 */
const failuresIn = (files) =>
  files.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [failureLine(file, message)] : [];
    return failed.map(({ fullName, failureMessages }) => failureLine(`${file}: ${fullName}`, failureMessages[0]));
  });

/**
 * @param {readonly TestFile[]} files
 * @returns {string[]} the names of the tests that a condition left out
 */
const skippedIn = (files) =>
  files.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'skipped' || status === 'pending')
      .map(({ fullName }) => fullName),
  );
