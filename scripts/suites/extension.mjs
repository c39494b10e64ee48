import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpackExtension } from '../package.mjs';
import { printMochaResults } from '../shared/mocha-results.mjs';
import { root, testKeys } from '../shared/paths.mjs';
import { broken, sound } from '../shared/tally.mjs';
import { downloadDesktop, hasDisplay } from '../vscode/desktop.mjs';
import { releases } from '../vscode/releases.mjs';
import { copySamples } from '../vscode/workspace.mjs';

const SERVER_HOST = join(root, 'scripts/vscode/extension-host.mjs');

/**
 * The tests of test/extension, inside the Node extension host of a VS Code server.
 * @type {import('./suite.mjs').Suite}
 */
export function extension(options) {
  console.log(`VS Code ${releases[options.release].vscode}`);
  return runInExtensionHost(SERVER_HOST, options);
}

/**
 * The same tests in a desktop VS Code, which `@vscode/test-electron` downloads.
 * @type {import('./suite.mjs').Suite}
 */
export async function desktop(options) {
  const downloaded = await downloadDesktop();
  if (!hasDisplay()) throw new Error('Desktop VS Code needs a display. Run: xvfb-run -a npm run test:desktop');
  return runInExtensionHost(downloaded, options);
}

/**
 * @param {string} vscodeExecutablePath
 * @param {import('./suite.mjs').SuiteOptions} options
 */
async function runInExtensionHost(vscodeExecutablePath, { release, scratch, args }) {
  const { runTests } = await import('@vscode/test-electron');
  const extensionDevelopmentPath = join(scratch, 'extension');
  unpackExtension(extensionDevelopmentPath);
  const results = join(scratch, 'extension.json');
  const userData = join(scratch, 'user'); // of a desktop; the server has a folder of its own. macOS allows paths of sockets 103 characters
  const exitStatus = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath,
    extensionTestsPath: await bundleTests(join(scratch, 'tests')),
    launchArgs: [copySamples(join(scratch, 'workspace')), `--user-data-dir=${userData}`],
    extensionTestsEnv: {
      TEST_RESULTS: results,
      TEST_GREP: args.join(' '),
      TEST_STATE: userData,
      TRUST_LIST_LONG: process.env.TRUST_LIST_LONG ?? '',
      TRUST_LIST_TEST_KEYS: testKeys,
      VSCODE_RELEASE: release,
    },
  }).catch(() => 1);
  if (!existsSync(results)) return broken('VS Code ended before the tests did.');
  return sound(printMochaResults(JSON.parse(readFileSync(results, 'utf8'))), exitStatus);
}

/**
 * Bundles the test files, found by their name, and what runs them.
 * @param {string} outdir
 * @returns {Promise<string>} the module that runs them
 */
export async function bundleTests(outdir) {
  const { build } = await import('esbuild');
  const source = join(root, 'test/extension');
  const tests = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const mocha = join(root, 'node_modules/mocha/index.js');
  await build({
    entryPoints: [...tests, 'harness/run.ts'].map((file) => join(source, file)),
    outdir,
    outbase: source,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias: { mocha },
    external: ['vscode', mocha],
    sourcemap: true,
    logLevel: 'warning',
  });
  return join(outdir, 'harness/run.js');
}
