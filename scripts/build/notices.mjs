import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shared/paths.mjs';

/**
 * The licences of every package that a bundle contains, which those licences ask for.
 * @param {readonly import('./bundled-packages.mjs').BundledPackage[]} packages
 * @param {string} [product]
 */
export function noticesOf(packages, product = 'This extension') {
  return `${product} contains the following packages.\n\n${packages.map(notice).join('\n\n')}\n`;
}

/** @param {import('./bundled-packages.mjs').BundledPackage} bundled */
function notice({ folder, name, version, license }) {
  const licenceFile = readdirSync(join(root, folder)).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  const text = licenceFile ? readFileSync(join(root, folder, licenceFile), 'utf8').trim() : '';
  return `=== ${name} ${version} (${license})\n\n${text}`.trim();
}
