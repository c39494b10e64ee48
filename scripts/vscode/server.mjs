import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { installServer } from './install.mjs';
import { releases } from './releases.mjs';

const quietWindow = JSON.parse(readFileSync(join(import.meta.dirname, 'settings.json'), 'utf8'));
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;
/** Built-in extensions that no test needs: each window would look at them all, and start some. */
const unneeded = new Set([
  'copilot',
  'css-language-features',
  'debug-auto-launch',
  'debug-server-ready',
  'emmet',
  'extension-editing',
  'github',
  'github-authentication',
  'grunt',
  'gulp',
  'html-language-features',
  'ipynb',
  'jake',
  'markdown-math',
  'merge-conflict',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'notebook-renderers',
  'npm',
  'php-language-features',
  'references-view',
  'simple-browser',
  'terminal-suggest',
  'tunnel-forwarding',
  'typescript-language-features',
]);
const EXTENSION_HOST_READY = 'Eager extensions activated';

/**
 * A VS Code server of its own: nothing of the user's VS Code is read or written, and no marketplace is asked.
 * @typedef {object} Server
 * @property {string} url where its workbench is
 * @property {() => Set<string>} readyExtensionHosts a name for each window so far that has all extensions registered. A
 *   file opened before that may show in the text editor, since the custom editor is not known yet.
 * @property {(host: string) => readonly string[]} activations what made VS Code start the extension in one of them: the events,
 *   by the extension host's own log
 * @property {string} state the folder for all that it keeps
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop by SIGTERM, or as hard as the signal says
 *
 * @param {object} options
 * @param {import('./releases.mjs').Release} options.release
 * @param {string} options.state the folder for its settings, extensions and logs
 * @param {string} [options.vsix] a package to install before the start
 * @param {number} [options.port] 0: any free one
 * @param {boolean} [options.extensionTests] lets a window name a test runner in its address
 * @param {boolean} [options.restricted] opens folders in Restricted Mode, as VS Code does before a person trusts one
 * @param {boolean} [options.whole] with all built-in extensions, also those that no test needs
 * @param {Record<string, unknown>} [options.settings] user settings, beside those that keep a window quiet
 * @returns {Promise<Server>}
 */
export async function startServer(options) {
  const { release, state, vsix, port = 0, extensionTests = false, restricted = false } = options;
  const { whole = false, settings = {} } = options;
  const { node, entry } = await installServer(release);
  const user = join(state, 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  writeFileSync(join(user, 'User/settings.json'), JSON.stringify({ ...quietWindow, ...settings }));
  writeFileSync(join(state, 'config.yaml'), 'auth: none\n'); // else one is written to the home folder
  const shared = ['--config', join(state, 'config.yaml'), '--user-data-dir', user];
  shared.push('--extensions-dir', join(state, 'extensions'));
  if (!whole) shared.push('--builtin-extensions-dir', neededExtensions(entry, join(state, 'built-in')));
  const env = {
    ...process.env,
    EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":""}',
    XDG_CACHE_HOME: join(state, 'xdg'),
    XDG_CONFIG_HOME: join(state, 'xdg'),
    XDG_DATA_HOME: join(state, 'xdg'),
  };
  /** @param {readonly string[]} args */
  const start = (args) => spawnLogged(node, [entry, ...shared, ...args], env, join(state, 'server.log'));

  if (vsix !== undefined) {
    const installed = await start(['--install-extension', vsix, '--force']).ended;
    if (installed !== 0) throw new Error(`VS Code did not install ${vsix}; see ${join(state, 'server.log')}`);
  }
  const server = start([
    '--auth=none',
    `--bind-addr=127.0.0.1:${port}`,
    '--disable-telemetry',
    '--disable-update-check',
    ...(restricted ? [] : ['--disable-workspace-trust']),
    '--disable-getting-started-override',
    ...(extensionTests ? releases[release].testOptions : []),
  ]);
  const stopWithUs = () => server.kill();
  process.once('exit', stopWithUs);
  const listening = await server.waitForLog(/HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/);
  return {
    url: `http://localhost:${listening[1] ?? ''}`,
    readyExtensionHosts: () => readyExtensionHosts(join(user, 'logs')),
    activations: (host) => activationsIn(join(user, 'logs', host)),
    state,
    stop: async (signal = 'SIGTERM') => {
      process.removeListener('exit', stopWithUs);
      server.kill(signal);
      await server.ended;
    },
  };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} logFile
 */
function spawnLogged(command, args, env, logFile) {
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  let exited = false;
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      exited = true;
      resolve(code ?? 1);
    });
  });
  return {
    ended,
    /**
     * The whole group: the extension hosts too.
     * @param {NodeJS.Signals} signal
     */
    kill: (signal = 'SIGTERM') => {
      if (exited || child.pid === undefined) return;
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended, and its end has not been told yet.
      }
    },
    /** @param {RegExp} pattern */
    waitForLog: async (pattern) => {
      for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end && !exited; await setTimeout(POLL_MS)) {
        const match = pattern.exec(readFileSync(logFile, 'utf8'));
        if (match) return match;
      }
      throw new Error(`The VS Code server did not start; see ${logFile}`);
    },
  };
}

/**
 * @param {string} logs
 * @returns {Set<string>} the log files of the extension hosts that are ready, also of windows that are closed
 */
function readyExtensionHosts(logs) {
  const files = namesIn(logs).flatMap((start) =>
    namesIn(join(logs, start)).map((host) => join(start, host, 'remoteexthost.log')),
  );
  return new Set(files.filter((file) => isReady(join(logs, file))));
}

/**
 * @param {string} log of an extension host
 * @returns {string[]}
 */
function activationsIn(log) {
  const started = /_doActivateExtension trust-list-editor\.trust-list-editor, .*activationEvent: '(.*)'/g;
  return [...readFileSync(log, 'utf8').matchAll(started)].map(([, event = '']) => event);
}

/**
 * @param {string} folder of logs; VS Code deletes those of earlier starts
 * @returns {string[]}
 */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param {string} log of an extension host, if it is one */
function isReady(log) {
  try {
    return readFileSync(log, 'utf8').includes(EXTENSION_HOST_READY);
  } catch {
    return false;
  }
}

/**
 * Links to the built-in extensions that tests need.
 * @param {string} entry the server's program
 * @param {string} folder is made, unless the state is that of an earlier server
 * @returns {string} the same folder
 */
function neededExtensions(entry, folder) {
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  const all = join(dirname(entry), '../../lib/vscode/extensions');
  for (const name of readdirSync(all)) if (!unneeded.has(name)) symlinkSync(join(all, name), join(folder, name));
  return folder;
}
