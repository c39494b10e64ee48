import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findingsSetting } from '../../../scripts/findings-setting';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
}

it('the setting for severities is in step with the catalogue (npm run findings)', () => {
  const { contributes } = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as Manifest;
  expect(contributes.configuration.properties['trustList.findings.severity']).toEqual(findingsSetting());
});
