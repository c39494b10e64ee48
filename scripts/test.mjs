// node scripts/test.mjs [--oldest | --long] [suite …] [arguments for the one suite's own runner]
// Installs and builds what the tests need, runs the suites (all of them if none is named), and ends with what failed and
// the totals.
import { installDependencies } from './install.mjs';
import { buildExtension, packageExtension } from './package.mjs';
import { runInLanes } from './shared/lanes.mjs';
import { script } from './shared/process.mjs';
import { newScratch, removeScratch } from './shared/scratch.mjs';
import { broken } from './shared/tally.mjs';
import { check } from './suites/check.mjs';
import { e2e, inLongRuns } from './suites/e2e.mjs';
import { desktop, extension } from './suites/extension.mjs';
import { npm } from './suites/npm.mjs';
import { pages } from './suites/pages.mjs';
import { planOf } from './suites/plan.mjs';
import { start } from './suites/start.mjs';
import { unit } from './suites/unit.mjs';
import { web } from './suites/web.mjs';

/** @type {Record<string, import('./suites/suite.mjs').Suite>} */
const suites = { check, unit, npm, pages, extension, web, e2e, start, desktop };

/** What takes long, and what only the oldest VS Code can show: `npm run test:long`. */
const long = [
  ['unit'],
  ['npm'],
  ['extension'],
  ['web'],
  ['e2e', 'kills', 'editor', ...inLongRuns],
  ['--oldest', 'extension'],
  ['--oldest', 'e2e'],
];

/** @param {import('./vscode/releases.mjs').Release} release */
function everythingOn(release) {
  const { suites, leftOut } = planOf(process.platform);
  if (leftOut !== null) console.log(leftOut);
  return release === 'newest' ? suites : suites.map((args) => [`--${release}`, ...args]);
}

/**
 * @param {unknown} error
 * @returns {import('./shared/tally.mjs').Tally}
 */
function explain(error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(process.env.DEBUG ? error : message);
  return broken(message);
}

/**
 * @param {string} name
 * @param {import('./vscode/releases.mjs').Release} release
 * @param {readonly string[]} args
 * @returns {Promise<import('./shared/lanes.mjs').Result>}
 */
async function runSuite(name, release, args) {
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const scratch = newScratch();
  const suite = suites[name] ?? (() => Promise.reject(new Error(`There is no suite ${name}`)));
  const tally = await suite({ release, scratch, args }).catch(explain);
  // A test that is not run proves nothing: it fails the run like one that fails.
  const failed = tally.failed + tally.skipped;
  if (tally.skipped > 0) console.error(`${tally.skipped} tests were skipped, which counts as failed.`);
  if (failed > 0) console.error(`What the ${name} tests left behind is in ${scratch}`);
  else removeScratch(scratch);
  return { name, passed: tally.passed, failed, failures: tally.failures, seconds: (Date.now() - started) / 1000 };
}

/**
 * Builds as much as these suites need.
 * @param {readonly string[]} names
 */
async function prepare(names) {
  const sourcesAreEnough = names.length > 0 && names.every((name) => name === 'check' || name === 'unit');
  const distIsEnough = names.length > 0 && names.every((name) => name === 'pages' || name === 'npm');
  if (distIsEnough) await buildExtension();
  else if (!sourcesAreEnough) await packageExtension();
}

/** @param {readonly string[]} given the arguments of this program */
function parse(given) {
  /** @type {import('./vscode/releases.mjs').Release} */
  const release = given[0] === '--oldest' ? 'oldest' : 'newest';
  const rest = given.slice(release === 'oldest' ? 1 : 0);
  const end = rest.findIndex((word) => !(word in suites));
  const names = end < 0 ? rest : rest.slice(0, end);
  const args = end < 0 ? [] : rest.slice(end);
  if (args.length > 0 && names.length !== 1) {
    throw new Error(`"${args[0]}" is not one of the suites: ${Object.keys(suites).join(', ')}`);
  }
  return { release, names, args };
}

await script(async () => {
  const [mode, ...given] = process.argv.slice(2);
  const isLong = mode === '--long';
  if (isLong) process.env.TRUST_LIST_LONG = '1';
  // A lane of this program runs each suite by itself, on what is installed and built already.
  const isLane = mode === '--lane';
  const { release, names, args } = parse(isLong ? [] : isLane ? given : process.argv.slice(2));
  /** @type {import('./shared/lanes.mjs').Result[]} */
  const results = [];
  try {
    if (!isLane) {
      await installDependencies();
      await prepare(names);
    }
    if (names.length === 0)
      results.push(...(await (isLong ? runInLanes(long, 1) : runInLanes(everythingOn(release), 2))));
    for (const name of names) results.push(await runSuite(name, release, args));
  } catch (error) {
    results.push({ name: 'build', seconds: 0, ...explain(error) });
  }
  process.send?.(results);
  console.log('');
  for (const { name, failures } of results) for (const failure of failures) console.log(`✖ ${name}: ${failure}`);
  for (const { name, passed, failed, seconds } of results) {
    console.log(`${name}: ${passed} passed, ${failed} failed (${Math.round(seconds)} s)`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ what) => results.reduce((total, result) => total + result[what], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
});
