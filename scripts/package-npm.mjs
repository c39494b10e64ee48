// Builds for production and packs the command line for npm: out/npm/trustlist-VERSION.tgz. It has nothing of the extension.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundledPackages } from './build/bundled-packages.mjs';
import { noticesOf } from './build/notices.mjs';
import { buildExtension } from './package.mjs';
import { withLock } from './shared/lock.mjs';
import { commandLineMetafile, out, root } from './shared/paths.mjs';
import { npm, script } from './shared/process.mjs';

const folder = join(out, 'npm');
/** What people start, and its threads. */
const programs = ['dist/cli.js', 'dist/worker.js'];

/**
 * Packs what is built in dist/.
 * @returns {Promise<string>} the path of the tarball
 */
export const packNpm = () =>
  withLock(join(out, 'package.lock'), async () => {
    const content = join(folder, 'package');
    rmSync(folder, { recursive: true, force: true });
    const metafile = JSON.parse(readFileSync(commandLineMetafile, 'utf8'));
    const files = filesOf(metafile);
    for (const file of [...files, 'LICENSE']) {
      mkdirSync(dirname(join(content, file)), { recursive: true });
      cpSync(join(root, file), join(content, file));
    }
    cpSync(join(root, 'docs/command-line.md'), join(content, 'README.md'));
    writeFileSync(join(content, 'ThirdPartyNotices.txt'), noticesOf(packagesIn(metafile, files), 'trustlist'));
    mkdirSync(join(content, 'man'));
    writeFileSync(join(content, 'man/trustlist.1'), manualPage());
    const manifest = manifestOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    writeFileSync(join(content, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await npm(['pack', '--silent', '--pack-destination', folder], {
      cwd: content,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return join(folder, `${manifest.name}-${manifest.version}.tgz`);
  });

/**
 * The programs, and all parts that they load at once or later.
 * @param {import('esbuild').Metafile} metafile
 */
function filesOf({ outputs }) {
  const files = new Set(programs);
  for (const file of files) {
    for (const { path, external } of outputs[file]?.imports ?? []) if (external !== true) files.add(path);
  }
  return [...files];
}

/**
 * @param {import('esbuild').Metafile} metafile
 * @param {readonly string[]} files
 */
function packagesIn(metafile, files) {
  const outputs = Object.entries(metafile.outputs).filter(([file]) => files.includes(file));
  return bundledPackages([{ ...metafile, outputs: Object.fromEntries(outputs) }]);
}

const manualPage = () =>
  execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'help', '--man'], { encoding: 'utf8' });

/**
 * What npm is told of it. Addresses and authors are those of the project, if it has any.
 * @param {Record<string, any>} project its package.json
 * @returns {Record<string, any>}
 */
function manifestOf({ version, license, keywords, engines, author, homepage, bugs, repository }) {
  return {
    name: 'trustlist',
    version,
    description: 'Verify, compare, sign and audit the trust lists (ITL, CTL) of Cisco IP phones on the command line.',
    keywords: [...keywords, 'cli'],
    license,
    author,
    homepage,
    bugs,
    repository,
    type: 'commonjs',
    engines: { node: engines.node },
    bin: { trustlist: 'dist/cli.js' },
    man: ['man/trustlist.1'],
    files: ['dist', 'man', 'ThirdPartyNotices.txt'],
  };
}

if (process.argv[1] === import.meta.filename) {
  await script(async () => {
    await buildExtension();
    const tarball = await packNpm();
    console.log(`Packaged ${relative(root, tarball)}: ${(statSync(tarball).size / 1000).toFixed(1)} kB`);
  });
}
