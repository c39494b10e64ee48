// Builds for production and packs out/trust-list-editor.vsix; fails when the package holds a file that it should not.
import { cpSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { withLock } from './shared/lock.mjs';
import { out, root, vsix } from './shared/paths.mjs';
import { runQuietly, script } from './shared/process.mjs';

const MAX_BYTES = 600_000;
const expected = [
  /^(package\.json|package\.nls\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/[a-z-]+\.js$/,
  /^dist\/parts\/[a-z-]+-[A-Z0-9]{8}\.js$/,
  /^dist\/webview\/[a-z-]+\.(js|css)$/,
  /^dist\/(ThirdPartyNotices\.txt|sbom\.cdx\.json)$/,
  /^media\/(walkthrough\/)?[\w-]+\.(png|svg|css|md)$/,
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
    const stray = (await packagedFiles()).filter((file) => !expected.some((pattern) => pattern.test(file)));
    if (stray.length > 0) throw new Error(`These files do not belong in the package: ${stray.join(', ')}`);
    const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
    await runQuietly(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', ...options], {
      cwd: root,
    });
    const { size } = statSync(vsix);
    if (size > MAX_BYTES) throw new Error(`${vsix} has ${size} bytes, more than ${MAX_BYTES}`);
    console.log(`Packaged ${relative(root, vsix)}: ${(size / 1000).toFixed(1)} kB`);
  });

/**
 * Copies the very files of the package: what tests in an extension host and a desktop window run.
 * @param {string} folder
 */
export async function unpackExtension(folder) {
  for (const file of await packagedFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
}

async function packagedFiles() {
  const { listFiles, PackageManager } = await import('@vscode/vsce');
  return (await listFiles({ cwd: root, packageManager: PackageManager.None })).map((file) =>
    file.replaceAll('\\', '/'),
  );
}

if (process.argv[1] === import.meta.filename) await script(packageExtension);
