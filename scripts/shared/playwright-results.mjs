import { failureLine } from './tally.mjs';

/**
 * What Playwright's `json` reporter writes: the parts used here.
 * @typedef {{ title: string, file: string, ok: boolean, tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {object} PlaywrightResults
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {PlaywrightSuite[]} suites
 */

/**
 * @param {PlaywrightResults} results
 * @returns {import('./tally.mjs').Tally}
 */
export function playwrightTally({ stats, suites }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: suites.flatMap(failuresIn),
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failuresIn({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  const lines = failed.map(({ file, title, tests }) =>
    failureLine(
      `${file}: ${title}`,
      tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message,
    ),
  );
  return [...lines, ...suites.flatMap(failuresIn)];
}
