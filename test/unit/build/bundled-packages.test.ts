import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { billOfMaterials } from '../../../scripts/build/bill-of-materials.mjs';
import { bundledPackages, type BundledPackage } from '../../../scripts/build/bundled-packages.mjs';

interface Bill {
  readonly components: readonly { readonly purl: string; readonly hashes: readonly { readonly content: string }[] }[];
}
interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly integrity?: string }>>;
}

const project = join(import.meta.dirname, '../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(project, file), 'utf8'));
const { dependencies } = read('package.json') as { dependencies: Readonly<Record<string, string>> };
const lock = read('package-lock.json') as Lock;

describe('the packages that the bundles contain', () => {
  let packages: readonly BundledPackage[] = [];

  beforeAll(async () => {
    const { metafile } = await build({
      absWorkingDir: project,
      entryPoints: ['src/extension/extension.ts', 'src/cli/main.ts', 'webview/toolkit/main.ts'],
      bundle: true,
      write: false,
      metafile: true,
      outdir: 'dist',
      platform: 'node',
      external: ['vscode'],
    });
    packages = bundledPackages([metafile]);
  });

  it('are dependencies and no development dependencies, so that npm audit --omit=dev covers them', () => {
    const development = packages.filter(({ folder }) => lock.packages[folder]?.dev !== undefined);
    expect(development).toEqual([]);
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  });

  it('are in the bill of materials, each with its version and the hash of the lock file', () => {
    const { components } = JSON.parse(billOfMaterials(packages)) as Bill;
    expect(components.map(({ purl }) => purl.replace('%40', '@'))).toEqual(
      packages.map(({ name, version }) => `pkg:npm/${name}@${version}`),
    );
    expect(components.map(({ hashes }) => Buffer.from(hashes[0]?.content ?? '', 'hex').toString('base64'))).toEqual(
      packages.map(({ folder }) => lock.packages[folder]?.integrity?.replace('sha512-', '')),
    );
  });
});
