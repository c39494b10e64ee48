/**
 * A suite runs its tests, prints them, and says what they come to.
 * @typedef {object} SuiteOptions
 * @property {import('../vscode/releases.mjs').Release} release the VS Code to run on, where the suite needs one
 * @property {string} scratch a folder for this run's files, kept when a test fails
 * @property {readonly string[]} args passed on to the program that runs the tests
 *
 * @typedef {(options: SuiteOptions) => Promise<import('../shared/tally.mjs').Tally>} Suite
 */
export {};
