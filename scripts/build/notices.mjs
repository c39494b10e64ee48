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

/**
 * Of a licence file that offers two licences, the part with the one that is used: the GPL, which node-forge offers beside
 * the BSD licence, is not.
 * @param {string} text
 */
const used = (text) => text.split(/^-{20,}\n\s*GNU GENERAL PUBLIC LICENSE$/m)[0]?.trim() ?? '';

/** @param {import('./bundled-packages.mjs').BundledPackage} bundled */
function notice({ folder, name, version, license }) {
  const licenceFile = readdirSync(join(root, folder)).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  const text = licenceFile ? used(readFileSync(join(root, folder, licenceFile), 'utf8')) : '';
  return `=== ${name} ${version} (${license})\n\n${text}`.trim();
}
