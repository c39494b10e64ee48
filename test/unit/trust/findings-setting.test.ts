import { expect, it } from 'vitest';
import { findingsSetting, findingsStrings } from '../../../scripts/findings-setting';
import { manifestStrings, writtenManifest } from '../../manifest';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
}

it('the setting for severities is in step with the catalogue (npm run findings)', () => {
  const { contributes } = writtenManifest as Manifest;
  expect(contributes.configuration.properties['trustList.findings.severity']).toEqual(findingsSetting());
  expect(manifestStrings).toMatchObject(findingsStrings());
});
