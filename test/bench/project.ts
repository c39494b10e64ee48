import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The project's folder: `scripts/run-typescript.mjs` starts programs there. */
export const root = process.cwd();

/** A script of the project by its path. It is loaded where it lies: it finds other files from there. */
export function projectScript(path: string): Promise<unknown> {
  return import(pathToFileURL(join(root, path)).href);
}

/** A module of the package as it ships. */
export function shipped(path: string): unknown {
  return createRequire(join(root, 'package.json'))(`./dist/${path}`);
}
