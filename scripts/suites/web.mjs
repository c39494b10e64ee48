import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { unpackExtension } from '../package.mjs';
import { printMochaResults } from '../shared/mocha-results.mjs';
import { root } from '../shared/paths.mjs';
import { broken, sound } from '../shared/tally.mjs';
import { installWebHost } from '../vscode/install.mjs';
import { webHost } from '../vscode/releases.mjs';
import { runTestsInWindow } from '../vscode/window.mjs';
import { copySamples } from '../vscode/workspace.mjs';

const TIMEOUT_MS = 120_000;
/** The line by which the test runner in the browser hands over its results; test/web/harness/run.ts prints it. */
const RESULTS_LINE = 'trust-list-editor test results: ';

/**
 * The tests of test/web: the `browser` entry inside a web worker extension host, as on vscode.dev.
 * @type {import('./suite.mjs').Suite}
 */
export async function web({ scratch }) {
  console.log(`VS Code ${webHost.codeOss} in a web worker`);
  const { testWeb, dataFolder, commit } = await installWebHost();
  const { open } = createRequire(import.meta.url)(testWeb);
  const extensionDevelopmentPath = join(scratch, 'extension');
  unpackExtension(extensionDevelopmentPath);
  const port = await freePort();
  const server = await open({
    browserType: 'none',
    port,
    quality: 'stable',
    commit,
    testRunnerDataDir: dataFolder,
    extensionDevelopmentPath,
    extensionTestsPath: await bundleTests(join(extensionDevelopmentPath, 'test/run.js')),
    folderPath: copySamples(join(scratch, 'workspace')),
  });
  /** @type {import('../shared/mocha-results.mjs').MochaResults | undefined} */
  let results;
  try {
    const exitStatus = await runTestsInWindow({
      url: `http://localhost:${port}`,
      logFile: join(scratch, 'window.log'),
      timeout: TIMEOUT_MS,
      onLog: (line) => {
        if (line.startsWith(RESULTS_LINE)) results = JSON.parse(line.slice(RESULTS_LINE.length));
      },
    });
    return results ? sound(printMochaResults(results), exitStatus) : broken;
  } finally {
    server.dispose();
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Bundles what runs the tests, with them in one file: a web worker loads no other, and the page serves the extension's folder only.
 * @param {string} outfile
 * @returns {Promise<string>} the same path
 */
async function bundleTests(outfile) {
  const { build } = await import('esbuild');
  const source = join(root, 'test/web');
  const tests = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const modules = ['harness/setup', ...tests.sort()].map((file) => `import './${file}';`);
  await build({
    stdin: { contents: [...modules, `export { run } from './harness/run';`].join('\n'), resolveDir: source },
    outfile,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
    define: { global: 'globalThis' },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
