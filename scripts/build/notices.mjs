import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shared/paths.mjs';

/**
 * Writes the licences of every package that a bundle contains, which those licences ask for.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @param {string} file
 */
export function writeNotices(metafiles, file) {
  const inputs = metafiles.flatMap((metafile) =>
    Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const packages = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const notices = [...packages].sort().map((folder) => notice(join(root, folder)));
  writeFileSync(file, `This extension contains the following packages.\n\n${notices.join('\n\n')}\n`);
}

/** @param {string} input a path relative to the project */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** @param {string} folder */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licenceFile = readdirSync(folder).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  const text = licenceFile ? readFileSync(join(folder, licenceFile), 'utf8').trim() : '';
  return `=== ${name} ${version} (${license})\n\n${text}`.trim();
}
