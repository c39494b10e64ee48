import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shared/paths.mjs';

/**
 * A package that a bundle contains some of.
 * @typedef {{ folder: string, name: string, version: string, license: string }} BundledPackage
 */

/**
 * The packages that bundles contain, by folder.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {BundledPackage[]}
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap((metafile) =>
    Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return { folder, name, version, license };
  });
}

/** @param {string} input a path relative to the project */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}
