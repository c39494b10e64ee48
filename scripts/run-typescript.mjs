// node scripts/run-typescript.mjs FILE.ts [arguments]
// Bundles a TypeScript program of the project, its packages aside, and runs it on this terminal.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies } from './install.mjs';
import { out, root } from './shared/paths.mjs';
import { script, status } from './shared/process.mjs';

/** A package without `exports` gives its modules to Node by their whole file names only. */
const wholeNames = {
  name: 'whole-names',
  setup: (/** @type {import('esbuild').PluginBuild} */ { onResolve }) => {
    onResolve({ filter: /^node-forge\/lib\/\w+$/ }, ({ path }) => ({ path: `${path}.js`, external: true }));
  },
};

await script(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined || !existsSync(join(root, file))) throw new Error(`There is no program ${file ?? ''}`);
  await installDependencies();
  const { build } = await import('esbuild');
  const outfile = join(out, 'programs', file.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [join(root, file)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    plugins: [wholeNames],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  process.exitCode = await status(process.execPath, ['--enable-source-maps', outfile, ...args], { cwd: root });
});
