import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { unpackExtension } from '../package.mjs';
import { printMochaResults } from '../shared/mocha-results.mjs';
import { root } from '../shared/paths.mjs';
import { sound } from '../shared/tally.mjs';
import { installWebHost } from '../vscode/install.mjs';
import { webHost } from '../vscode/releases.mjs';
import { runTestsInWindow } from '../vscode/window.mjs';
import { copySamples } from '../vscode/workspace.mjs';
import { nodeModules, serveNode } from './web-node.mjs';
import { bundleTests } from './web-tests.mjs';

const TIMEOUT_MS = 400_000;
/** Begins the line by which the test runner in the browser says how a test ended; test/web/harness/run.ts prints it. */
const TEST_LINE = 'trust-list-editor test: ';

/**
 * The tests of test/web: the `browser` entry inside a web worker extension host, as on vscode.dev.
 * @type {import('./suite.mjs').Suite}
 */
export async function web({ scratch, args }) {
  console.log(`VS Code ${webHost.codeOss} in a web worker`);
  const { testWeb, dataFolder, commit } = await installWebHost();
  const { open } = createRequire(import.meta.url)(testWeb);
  const extensionDevelopmentPath = join(scratch, 'extension');
  unpackExtension(extensionDevelopmentPath);
  const port = await freePort();
  let loads = 0;
  const node = await serveNode({ ...nodeModules, suite: { beginLoad: () => (loads += 1) } });
  const server = await open({
    browserType: 'none',
    port,
    quality: 'stable',
    commit,
    testRunnerDataDir: dataFolder,
    extensionDevelopmentPath,
    extensionTestsPath: await bundleTests(join(extensionDevelopmentPath, 'test/run.js'), {
      nodeAddress: node.address,
      grep: args.join(' '),
    }),
    folderPath: workspaceWithSettings(join(scratch, 'workspace')),
  });
  /** @type {Record<'pass' | 'fail' | 'pending', import('../shared/mocha-results.mjs').MochaTest[]>} */
  const ended = { pass: [], fail: [], pending: [] };
  try {
    const exitStatus = await runTestsInWindow({
      url: `http://localhost:${port}`,
      logFile: join(scratch, 'window.log'),
      timeout: TIMEOUT_MS,
      loads: 2,
      onLog: (line) => {
        if (!line.startsWith(TEST_LINE)) return;
        const [how, test] = JSON.parse(line.slice(TEST_LINE.length));
        ended[/** @type {keyof typeof ended} */ (how)].push(test);
      },
    });
    return sound(printMochaResults(resultsOf(ended)), exitStatus);
  } finally {
    server.dispose();
    node.close();
  }
}

/**
 * The samples, with the settings of the other suites: the page knows no user settings. By default, a browser saves by itself.
 * @param {string} folder
 */
function workspaceWithSettings(folder) {
  copySamples(folder);
  mkdirSync(join(folder, '.vscode'));
  copyFileSync(join(root, 'scripts/vscode/settings.json'), join(folder, '.vscode/settings.json'));
  return folder;
}

/**
 * @param {Record<'pass' | 'fail' | 'pending', import('../shared/mocha-results.mjs').MochaTest[]>} ended
 * @returns {import('../shared/mocha-results.mjs').MochaResults}
 */
function resultsOf({ pass, fail, pending }) {
  const stats = { passes: pass.length, failures: fail.length, pending: pending.length };
  return { stats, passes: pass, failures: fail, pending };
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
