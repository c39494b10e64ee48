import { failureLine } from './tally.mjs';

/**
 * What mocha's `json` reporter writes: the parts used here.
 * @typedef {{ fullTitle: string, duration?: number, err: { message?: string, stack?: string } }} MochaTest
 * @typedef {{ stats: { passes: number, failures: number, pending: number }, passes: MochaTest[], failures: MochaTest[], pending: MochaTest[] }} MochaResults
 */

/**
 * Prints one line per test, and the error of each that failed.
 * @param {MochaResults} results
 * @returns {import('./tally.mjs').Tally}
 */
export function printMochaResults({ stats, passes, failures, pending }) {
  for (const test of passes) console.log(`  ✔ ${test.fullTitle} (${test.duration ?? 0} ms)`);
  for (const test of pending) console.log(`  - ${test.fullTitle}`);
  for (const test of failures)
    console.log(`  ✖ ${test.fullTitle}\n${(test.err.stack ?? test.err.message ?? '').replace(/^/gm, '      ')}`);
  return {
    passed: stats.passes,
    failed: stats.failures,
    skipped: stats.pending,
    failures: failures.map(({ fullTitle, err }) => failureLine(fullTitle, err.message)),
  };
}
