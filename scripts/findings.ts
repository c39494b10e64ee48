import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsPage } from './findings-page';
import { findingsSetting } from './findings-setting';

interface Manifest {
  readonly contributes: { configuration?: { properties?: Record<string, unknown> } };
}

/** Writes what is made from the catalogue of findings: `docs/findings.md`, and the setting in package.json. */
writeFileSync(join(process.cwd(), 'docs', 'findings.md'), findingsPage());

const manifestFile = join(process.cwd(), 'package.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
const configuration = (manifest.contributes.configuration ??= {});
configuration.properties = { ...configuration.properties, 'trustList.findings.severity': findingsSetting() };
writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
