import { hasServer } from '../vscode/install.mjs';

/**
 * What `npm test` runs, in two lanes, since windows wait for much of their time. The longer suites come first, so that the
 * lanes end together.
 * @type {import('../shared/lanes.mjs').Suites}
 */
const withServer = [['e2e'], ['unit'], ['pages'], ['extension'], ['check'], ['web'], ['npm'], ['start']];
/** In windows of a desktop VS Code, the tests of `extension` run too. */
const withoutServer = [['unit'], ['desktop'], ['pages'], ['check'], ['web'], ['npm']];

/**
 * What `npm test` runs on a system, and a sentence about what it leaves out there.
 * @param {NodeJS.Platform} platform
 * @returns {{ suites: import('../shared/lanes.mjs').Suites, leftOut: string | null }}
 */
export function planOf(platform) {
  if (hasServer(platform)) return { suites: withServer, leftOut: null };
  return {
    suites: withoutServer,
    leftOut:
      'The VS Code server does not run on this system. So e2e and start are left out, and the tests of extension run in a desktop VS Code.',
  };
}

/**
 * A test that is not run proves nothing: it fails the run like one that fails. Only on a system that lacks what the tests of
 * another one need (pipes, owners, TFTP servers of Debian), those are named instead.
 * @param {import('../shared/tally.mjs').Tally} tally
 * @param {readonly string[]} skipped names of tests
 * @param {NodeJS.Platform} [platform]
 * @returns {import('../shared/tally.mjs').Tally}
 */
export function withoutOtherSystems(tally, skipped, platform = process.platform) {
  if (platform === 'linux' || skipped.length === 0) return tally;
  console.log(`Not run on ${platform}, which lacks what they need:`);
  for (const name of skipped) console.log(`  - ${name}`);
  return { ...tally, skipped: tally.skipped - skipped.length };
}
