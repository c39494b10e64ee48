import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from '../shared/paths.mjs';
import { withLock } from '../shared/lock.mjs';
import { run, which } from '../shared/process.mjs';
import { requirePrograms } from './debian.mjs';

/**
 * The headless Chromium that drives a window: `TRUST_LIST_BROWSER`, Debian's `chromium-headless-shell`, or Playwright's own,
 * which is downloaded on Windows and macOS.
 * Not full Chromium: it blocks the service worker of the web host's webviews as a third party.
 * @returns {Promise<string>} its path
 */
export async function headlessBrowser() {
  const installed = process.env.TRUST_LIST_BROWSER ?? which('chromium-headless-shell') ?? (await playwrightsOwn());
  if (installed !== undefined) return installed;
  if (process.platform !== 'linux') return downloadPlaywrightsOwn();
  if (!which('apt-get'))
    throw new Error('No headless Chromium found. Run: npx playwright install chromium-headless-shell');
  return withLock(join(cache, 'apt.lock'), async () => {
    await requirePrograms({ 'chromium-headless-shell': 'chromium-headless-shell' });
    return /** @type {string} */ (which('chromium-headless-shell'));
  });
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function downloadPlaywrightsOwn() {
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  await withLock(join(cache, 'browser.lock'), () =>
    run(process.execPath, [playwright, 'install', 'chromium-headless-shell']),
  );
  const path = await playwrightsOwn();
  if (path === undefined)
    throw new Error('No headless Chromium found. Run: npx playwright install chromium-headless-shell');
  return path;
}

/** Chromium as a test wants it: no sandbox (containers), no GPU, and no name but this machine's resolves. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
];
