import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, testKeys, vsix } from '../shared/paths.mjs';
import { playwrightTally } from '../shared/playwright-results.mjs';
import { status } from '../shared/process.mjs';
import { sound } from '../shared/tally.mjs';
import { headlessBrowser } from '../vscode/browser.mjs';
import { installServer } from '../vscode/install.mjs';
import { releases } from '../vscode/releases.mjs';

/** What changes with VS Code, or with the README, and not with the code: a short run leaves it to long ones. */
export const inLongRuns = ['themes', 'extension-page'];

/**
 * The tests of test/e2e: a person's way through a real VS Code window, with the packaged extension installed.
 * @type {import('./suite.mjs').Suite}
 */
export async function e2e({ release, scratch, args }) {
  console.log(`VS Code ${releases[release].vscode}`);
  await installServer(release);
  const results = join(scratch, 'e2e.json');
  const env = {
    ...process.env,
    E2E_IGNORED: args.length > 0 || release === 'oldest' ? '' : inLongRuns.join(),
    E2E_BROWSER: await headlessBrowser(),
    E2E_SCRATCH: scratch,
    E2E_VSIX: vsix,
    PLAYWRIGHT_JSON_OUTPUT_NAME: results,
    TRUST_LIST_TEST_KEYS: testKeys,
    VSCODE_RELEASE: release,
  };
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  const code = await status(process.execPath, [playwright, 'test', ...args], { cwd: join(root, 'test/e2e'), env });
  return sound(playwrightTally(JSON.parse(readFileSync(results, 'utf8'))), code);
}
