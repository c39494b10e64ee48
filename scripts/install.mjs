import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './shared/lock.mjs';
import { out, root } from './shared/paths.mjs';
import { npm } from './shared/process.mjs';

/** Installs the project's dependencies, unless what is installed is what the lock file says. */
export const installDependencies = () =>
  withLock(join(out, 'install.lock'), async () => {
    if (isInstalled()) return;
    console.log('Installing dependencies (npm ci) …');
    await npm(['ci', '--no-audit', '--no-fund'], { cwd: root });
  });

/** npm notes in node_modules what it has installed: all of the lock file but optional packages for other platforms. */
function isInstalled() {
  const note = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = packages(note);
  return Object.entries(packages(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || (installed[path]?.version ?? (optional && version)) === version,
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
const packages = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages;
