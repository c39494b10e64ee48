import { stripVTControlCharacters } from 'node:util';

/**
 * What a suite comes to. A suite that ends badly without a failed test (a file that does not load, a host that dies, no
 * test at all) counts as one failure, so that the totals can never look good while something is wrong.
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} failures what failed: the name of each test, and what it said
 */

/**
 * @param {string} why
 * @returns {Tally}
 */
export const broken = (why) => ({ passed: 0, failed: 1, skipped: 0, failures: [why] });

/**
 * @param {Tally} tally
 * @param {number} exitStatus of the program that ran the tests
 * @returns {Tally}
 */
export function sound(tally, exitStatus) {
  if (tally.failed > 0 || (exitStatus === 0 && tally.passed > 0)) return tally;
  const why =
    exitStatus === 0 ? 'No test ran.' : `No test failed, but the program ended with exit status ${exitStatus}.`;
  return { ...tally, failed: 1, failures: [why] };
}

/**
 * One line for a test that failed: a long run is read from its end.
 * @param {string} name
 * @param {string | undefined} message
 */
export function failureLine(name, message) {
  const [first = ''] = stripVTControlCharacters(message ?? '')
    .trim()
    .split('\n');
  return first === '' ? name : `${name}: ${first}`;
}
