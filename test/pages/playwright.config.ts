import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserArguments } from '../../scripts/vscode/browser.mjs';

/** `npm run test:pages` sets these; scripts/suites/pages.mjs says what they are. */
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Run: npm run test:pages`);
  return value;
}

export default defineConfig({
  testDir: '.',
  outputDir: join(required('PAGES_SCRATCH'), 'failures'),
  workers: 1, // one browser for all tests
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  use: {
    viewport: { width: 1000, height: 720 },
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: required('PAGES_BROWSER'), args: browserArguments },
  },
});
