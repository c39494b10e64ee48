import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Mocha from 'mocha';

/** Called by VS Code in its extension host: runs every test file of the bundle, and writes mocha's JSON to TEST_RESULTS. */
export function run(): Promise<void> {
  const output = process.env['TEST_RESULTS'];
  if (output === undefined) throw new Error('TEST_RESULTS does not say where the results go');
  const grep = process.env['TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    forbidOnly: true,
    reporter: 'json',
    reporterOptions: { output },
    ...(grep ? { grep } : {}),
  });
  const bundle = resolve(__dirname, '..');
  for (const file of readdirSync(bundle, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(join(bundle, file));
  }
  return new Promise((done, fail) => {
    mocha.run((failures) => {
      if (failures === 0) done();
      else fail(new Error(`${failures} failed`));
    });
  });
}
