import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, testKeys } from '../shared/paths.mjs';
import { playwrightTally } from '../shared/playwright-results.mjs';
import { status } from '../shared/process.mjs';
import { sound } from '../shared/tally.mjs';
import { headlessBrowser } from '../vscode/browser.mjs';

/**
 * The tests of test/pages: each built page in a browser tab, with a host of the tests' own in the place of VS Code.
 * @type {import('./suite.mjs').Suite}
 */
export async function pages({ scratch, args }) {
  const results = join(scratch, 'pages.json');
  const messages = join(scratch, 'messages.json');
  // Not before: TypeScript is installed by then.
  const { gatherMessages } = await import('../messages/gather.mjs');
  writeFileSync(messages, JSON.stringify([...gatherMessages().keys()]));
  const env = {
    ...process.env,
    PAGES_BROWSER: await headlessBrowser(),
    PAGES_SCRATCH: scratch,
    PAGES_MESSAGES: messages,
    PLAYWRIGHT_JSON_OUTPUT_NAME: results,
    TRUST_LIST_TEST_KEYS: testKeys,
  };
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  const code = await status(process.execPath, [playwright, 'test', ...args], { cwd: join(root, 'test/pages'), env });
  return sound(playwrightTally(JSON.parse(readFileSync(results, 'utf8'))), code);
}
