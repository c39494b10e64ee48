import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shared/paths.mjs';

/**
 * The software bill of materials, in CycloneDX 1.6: every package that a bundle contains, with its licence and the hash
 * that the lock file has of it. It has no time and no serial number, so that the same sources give the same bytes.
 * @param {readonly import('./bundled-packages.mjs').BundledPackage[]} packages
 */
export function billOfMaterials(packages) {
  const { name, version } = readJson('package.json');
  const lock = readJson('package-lock.json');
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version } },
    components: packages.map((bundled) => componentOf(bundled, lock.packages[bundled.folder].integrity)),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/**
 * @param {import('./bundled-packages.mjs').BundledPackage} bundled
 * @param {string} integrity of the lock file
 */
function componentOf({ name, version, license }, integrity) {
  const [algorithm = '', hash = ''] = integrity.split('-', 2);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [{ expression: license }],
    hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }],
  };
}

/** @param {string} file a path relative to the project */
const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
