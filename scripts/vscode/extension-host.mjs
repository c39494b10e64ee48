#!/usr/bin/env node
// Stands in for the desktop `code` program under `runTests` of @vscode/test-electron: takes its arguments, runs the tests
// in the real Node extension host of a VS Code server, and exits with the extension host's status.
import { join, resolve } from 'node:path';
import { URLSearchParams } from 'node:url';
import { parseArgs } from 'node:util';
import { script } from '../shared/process.mjs';
import { newScratch, removeScratch } from '../shared/scratch.mjs';
import { releaseNamed } from './releases.mjs';
import { startServer } from './server.mjs';
import { runTestsInWindow } from './window.mjs';

const TIMEOUT_MS = 1_500_000;

/** A path as the workbench names it: code-server's remote authority is literally `remote`. */
const remoteUri = (/** @type {string} */ path) => `vscode-remote://remote${encodeURI(resolve(path))}`;

/**
 * @param {Record<string, unknown>} values
 * @param {string} name
 */
function pathOption(values, name) {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name}=… is missing.`);
  return value;
}

// Ends by a signal as by itself: the server is stopped on exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

await script(async () => {
  const { values, positionals } = parseArgs({ strict: false, allowPositionals: true });
  const address = new URLSearchParams();
  address.set(
    'payload',
    JSON.stringify(
      ['extensionDevelopmentPath', 'extensionTestsPath'].map((name) => [name, remoteUri(pathOption(values, name))]),
    ),
  );
  const [folder] = positionals;
  if (folder === undefined) address.set('ew', 'true');
  else address.set('folder', resolve(folder));

  const state = newScratch();
  process.env.TEST_STATE = state; // a test searches all that VS Code keeps
  const release = releaseNamed(process.env.VSCODE_RELEASE);
  const server = await startServer({ release, state, extensionTests: true });
  try {
    const logFile = join(state, 'window.log');
    process.exitCode = await runTestsInWindow({ url: `${server.url}/?${address}`, logFile, timeout: TIMEOUT_MS });
  } finally {
    await server.stop();
  }
  if (process.exitCode === 0) removeScratch(state);
  else console.error(`The extension host ended with status ${process.exitCode}; its logs are in ${state}`);
});
