/**
 * What a suite comes to. A suite that ends badly without a failed test (a file that does not load, a host that dies, no
 * test at all) counts as one failure, so that the totals can never look good while something is wrong.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** @type {Tally} */
export const broken = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {Tally} tally
 * @param {number} exitStatus of the program that ran the tests
 * @returns {Tally}
 */
export function sound(tally, exitStatus) {
  const hidden = tally.failed === 0 && (exitStatus !== 0 || tally.passed === 0);
  return hidden ? { ...tally, failed: 1 } : tally;
}
