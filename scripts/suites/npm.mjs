import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packNpm } from '../package-npm.mjs';
import { cached } from '../shared/cached.mjs';
import { root } from '../shared/paths.mjs';
import { npm as runNpm } from '../shared/process.mjs';
import { runVitest } from './unit.mjs';

/** What `engines` of package.json promises: each major version, as its packages for Linux have it. */
const nodes = ['20.20.2', '22.22.2', '24.21.0'];

/**
 * The package of the command line: packed from what is built, installed into an empty folder, and run there with this Node.
 * A long run takes every version.
 * @type {import('./suite.mjs').Suite}
 */
export async function npm({ scratch, args }) {
  const isLong = process.env.TRUST_LIST_LONG === '1' && process.platform === 'linux';
  const programs = isLong ? await Promise.all(nodes.map(installNode)) : [process.execPath];
  const env = { ...process.env, TRUSTLIST_TARBALL: await packNpm(), TRUSTLIST_NODES: JSON.stringify(programs) };
  return runVitest(['--config', join(root, 'test/npm/vitest.config.ts'), ...args], scratch, env);
}

/**
 * @param {string} version
 * @returns {Promise<string>} its program
 */
async function installNode(version) {
  const name = `node-linux-${process.arch}`;
  const folder = await cached(`node-${version}-${process.arch}`, async (fresh) => {
    writeFileSync(join(fresh, 'package.json'), '{ "private": true }\n'); // so that npm installs here, and not above
    const options = ['--silent', '--ignore-scripts', '--no-audit', '--no-fund'];
    await runNpm(['install', ...options, `${name}@${version}`], { cwd: fresh });
  });
  return join(folder, 'node_modules', name, 'bin/node');
}
