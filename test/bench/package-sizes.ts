import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type * as Package from '../../scripts/package.mjs';
import type * as Paths from '../../scripts/shared/paths.mjs';
import { projectScript, root } from './project';
import type { Result } from './results';

/** Builds the package as it ships, and says how large it and its bundles are. */
export async function packageSizes(): Promise<Result[]> {
  const { MAX_BYTES, packageExtension } = (await projectScript('scripts/package.mjs')) as typeof Package;
  const { vsix } = (await projectScript('scripts/shared/paths.mjs')) as typeof Paths;
  await packageExtension();
  const dist = join(root, 'dist');
  const bundles = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css)$/.test(file));
  return [
    size('the package (.vsix)', vsix, MAX_BYTES / 1_000),
    ...bundles.sort().map((file) => size(`dist/${file.replaceAll('\\', '/')}`, join(dist, file))),
  ];
}

function size(name: string, file: string, limit?: number): Result {
  return { name, value: statSync(file).size / 1_000, unit: 'kB', ...(limit === undefined ? {} : { limit }) };
}
