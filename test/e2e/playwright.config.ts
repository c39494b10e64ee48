import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { VSCodeOptions } from './fixtures';
import { browserArguments } from '../../scripts/vscode/browser.mjs';

/** `npm run test:e2e` sets these; scripts/suites/e2e.mjs says what they are. */
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Run: npm run test:e2e`);
  return value;
}

export default defineConfig<object, VSCodeOptions>({
  testDir: '.',
  testIgnore: required('E2E_IGNORED')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => `${name}.test.ts`),
  outputDir: join(required('E2E_SCRATCH'), 'failures'),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json']],
  use: {
    release: required('VSCODE_RELEASE') === 'oldest' ? 'oldest' : 'newest',
    scratch: required('E2E_SCRATCH'),
    vsix: required('E2E_VSIX'),
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30_000,
    trace: process.env['E2E_TRACE'] ? 'retain-on-failure' : 'off', // recording halves the speed
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: required('E2E_BROWSER'), args: browserArguments },
  },
});
