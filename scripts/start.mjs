// npm start [-- --with desktop|download|server] [-- --port N] [-- --check [--packaged]]
// Builds the extension and opens the sample trust lists with it, in the VS Code that can be had here. Ctrl+C ends it.
// --check proves that the window's server answers, and ends; --packaged takes the package of the last build.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from './install.mjs';
import { packageExtension } from './package.mjs';
import { vsix } from './shared/paths.mjs';
import { run, runQuietly, script, which } from './shared/process.mjs';
import { newScratch, removeScratch } from './shared/scratch.mjs';
import { downloadDesktop, hasDisplay } from './vscode/desktop.mjs';
import { releases } from './vscode/releases.mjs';
import { hasServer } from './vscode/install.mjs';
import { startServer } from './vscode/server.mjs';
import { copySamples } from './vscode/workspace.mjs';

const FIRST_SAMPLE = 'ITL-cucm8-publisher.tlv';

/**
 * What to open, and where the window may write.
 * @typedef {{ folder: string, file: string, state: string }} Session
 */

/**
 * @param {string} code the command line program of a desktop VS Code
 * @param {Session} session
 */
async function openDesktop(code, { folder, file, state }) {
  const own = ['--user-data-dir', join(state, 'user'), '--extensions-dir', join(state, 'extensions')];
  if (process.getuid?.() === 0) own.push('--no-sandbox');
  await runQuietly(code, [...own, '--install-extension', vsix, '--force']);
  console.log(`\nLook at the window of desktop VS Code that opens now (${code}). Close it, or press Ctrl+C, to end.`);
  const quiet = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'];
  await run(code, [...own, ...quiet, '--new-window', '--wait', folder, file]);
}

/** @returns {Promise<string>} the command line program of a desktop VS Code downloaded for this */
async function downloadedCode() {
  console.log('Downloading desktop VS Code …');
  const { resolveCliPathFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  return resolveCliPathFromVSCodeExecutablePath(await downloadDesktop());
}

/**
 * @param {Session} session
 * @param {{ port: number, check: boolean }} options
 */
async function openServer({ folder, file, state }, { port, check }) {
  // Without an association of the user's, a file that is open at the start shows before VS Code knows the custom editor.
  const settings = { 'workbench.editorAssociations': { '*.tlv': 'trustList.editor' } };
  const server = await startServer({ release: 'newest', state, vsix, port, whole: true, settings });
  try {
    const payload = JSON.stringify([['openFile', `vscode-remote://remote${encodeURI(file)}`]]);
    const address = new URL(`/?folder=${encodeURI(folder)}&payload=${encodeURIComponent(payload)}`, server.url);
    const interrupted = new Promise((resolve) =>
      ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, resolve)),
    );
    console.log(
      `\nVS Code ${releases.newest.vscode} runs here as a server. Look at it in a browser:\n\n  ${address}\n`,
    );
    if (check) {
      const { status } = await fetch(address);
      if (status !== 200) throw new Error(`It answers with status ${status}.`);
      console.log('It answers.');
      return;
    }
    console.log(`From another machine, first: ssh -L ${address.port}:localhost:${address.port} THIS-MACHINE`);
    console.log('Press Ctrl+C to end.');
    const opener = hasDisplay() && which('xdg-open');
    if (opener) await runQuietly(opener, [address.href]).catch(() => undefined); // the address stands above
    await interrupted;
  } finally {
    await server.stop();
  }
}

/**
 * @param {string | undefined} wanted
 * @returns {Promise<string | undefined>} the command line program of a desktop VS Code; undefined where it is to be the server
 */
async function desktopCode(wanted) {
  if (wanted === 'server') return undefined;
  if (wanted === undefined && !hasDisplay()) {
    console.log('There is no display here for desktop VS Code.');
    return undefined;
  }
  const installed = wanted === 'download' ? undefined : which('code');
  if (installed) return installed;
  if (wanted === 'desktop') throw new Error('There is no program "code" here.');
  try {
    return await downloadedCode();
  } catch (error) {
    if (wanted === 'download' || !hasServer()) throw error;
    console.log(error instanceof Error ? error.message : error);
    return undefined;
  }
}

await script(async () => {
  const { values } = parseArgs({
    options: {
      with: { type: 'string' },
      port: { type: 'string', default: '0' },
      check: { type: 'boolean', default: false },
      packaged: { type: 'boolean', default: false },
    },
  });
  if (!['desktop', 'download', 'server', undefined].includes(values.with)) {
    throw new Error('--with takes desktop, download or server.');
  }
  await installDependencies();
  if (!values.packaged) await packageExtension();
  const state = newScratch();
  try {
    const folder = copySamples(join(state, 'samples'));
    const session = { folder, file: join(folder, FIRST_SAMPLE), state };
    console.log(`The samples are copied to ${folder}`);
    const code = values.check ? undefined : await desktopCode(values.with);
    if (code === undefined) await openServer(session, { port: Number(values.port), check: values.check });
    else await openDesktop(code, session);
  } finally {
    removeScratch(state);
  }
});
