import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsPage } from './findings-page';
import { findingsKeys, findingsSetting, findingsStrings } from './findings-setting';

interface Manifest {
  readonly contributes: { configuration?: { properties?: Record<string, unknown> } };
}

/** Writes what is made from the catalogue of findings: `docs/findings.md`, and the setting in package.json and its words. */
writeFileSync(join(process.cwd(), 'docs', 'findings.md'), findingsPage());

changeJson('package.json', (json) => {
  const manifest = json as Manifest;
  const configuration = (manifest.contributes.configuration ??= {});
  configuration.properties = { ...configuration.properties, 'trustList.findings.severity': findingsSetting() };
  return manifest;
});

changeJson('package.nls.json', (strings) => ({
  ...Object.fromEntries(Object.entries(strings as object).filter(([key]) => !key.startsWith(findingsKeys))),
  ...findingsStrings(),
}));

function changeJson(name: string, change: (json: unknown) => unknown): void {
  const file = join(process.cwd(), name);
  writeFileSync(file, `${JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8'))), null, 2)}\n`);
}
