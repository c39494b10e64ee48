// Builds for production and packs out/trust-list-editor.vsix; fails when the package has a file that it should not have.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packagedManifest } from './build/manifest.mjs';
import { packagedMarkdown } from './build/markdown.mjs';
import { withLock } from './shared/lock.mjs';
import { out, root, vsix } from './shared/paths.mjs';
import { runQuietly, script } from './shared/process.mjs';

export const MAX_BYTES = 600_000;
/** What vsce packs: the files of the package, without anything else. */
const contents = join(out, 'package');
/** What may be in the package. */
export const expected = [
  /^(package\.json|package\.nls\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/[a-z-]+\.js$/,
  /^dist\/parts\/([a-z-]+-[A-Z0-9]{8}|packed-(engine|verify))\.js$/,
  /^dist\/webview\/[a-z-]+\.(js|css)$/,
  /^dist\/(ThirdPartyNotices\.txt|sbom\.cdx\.json)$/,
  /^media\/(walkthrough\/)?[\w-]+\.(png|svg|css|md)$/,
  /^media\/samples\/ITL-(mismatched-signer|cucm8-publisher|cucm12-cluster)\.tlv$/,
  /^media\/samples\/(bundles\/cucm8-stores\.pem|phone\/(console\.log|SEP0011215A1AE3-moved\.cnf\.xml\.sgn))$/,
  /^docs\/(findings|phone-rules)\.md$/,
  /^[a-z-]+\.configuration\.json$|^syntaxes\/.*\.json$/,
];

const build = () => runQuietly(process.execPath, [join(root, 'esbuild.mjs'), '--production']);

/** Fills dist/. Runs of this and of packaging take turns. */
export const buildExtension = () => withLock(join(out, 'package.lock'), build);

/** Fills dist/, and packs it. */
export const packageExtension = () =>
  withLock(join(out, 'package.lock'), async () => {
    await build();
    const { repository } = await collect();
    const options = [
      '--no-dependencies', // the bundles contain them, and the manifest of the package names none
      // Else vsce asks a person whether to go on. `npm run release:check` refuses to.
      ...(repository === undefined ? ['--allow-missing-repository'] : []),
    ];
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
    await runQuietly(process.execPath, [vsce, 'package', ...options, '--out', vsix], { cwd: contents });
    const { size } = statSync(vsix);
    if (size > MAX_BYTES) throw new Error(`${vsix} has ${size} bytes, more than ${MAX_BYTES}`);
    console.log(`Packaged ${relative(root, vsix)}: ${(size / 1000).toFixed(1)} kB`);
  });

/**
 * Copies the very files of the package: what tests in an extension host and a desktop window run.
 * @param {string} folder
 */
export function unpackExtension(folder) {
  cpSync(contents, folder, { recursive: true });
}

/**
 * Puts together what is packed.
 * @returns {Promise<import('./build/manifest.mjs').Manifest>} its manifest
 */
async function collect() {
  const files = await packagedFiles();
  const stray = files.filter((file) => !expected.some((pattern) => pattern.test(file)));
  if (stray.length > 0) throw new Error(`These files do not belong in the package: ${stray.join(', ')}`);
  rmSync(contents, { recursive: true, force: true });
  for (const file of files) {
    mkdirSync(dirname(join(contents, file)), { recursive: true });
    cpSync(join(root, file), join(contents, file));
  }
  const manifest = packagedManifest(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  writeFileSync(join(contents, 'package.json'), JSON.stringify(manifest));
  for (const page of ['README.md', 'CHANGELOG.md']) {
    const text = readFileSync(join(root, page), 'utf8');
    writeFileSync(join(contents, page), packagedMarkdown(text, manifest.repository !== undefined));
  }
  return manifest;
}

/** What `vsce ls` lists. */
export async function packagedFiles() {
  const { listFiles, PackageManager } = await import('@vscode/vsce');
  return (await listFiles({ cwd: root, packageManager: PackageManager.None })).map((file) =>
    file.replaceAll('\\', '/'),
  );
}

if (process.argv[1] === import.meta.filename) await script(packageExtension);
