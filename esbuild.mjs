// node esbuild.mjs [--production] [--watch]
// Bundles every part of the extension into dist/. Each is bundled by itself, since each runs somewhere else; the engine is
// the part that the extension and the command line have in common, and load only when they need it.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { billOfMaterials } from './scripts/build/bill-of-materials.mjs';
import { bundledPackages } from './scripts/build/bundled-packages.mjs';
import { heavyStarts, lazyEngine } from './scripts/build/engine-plugin.mjs';
import { commonJsParts } from './scripts/build/parts-plugin.mjs';
import { noticesOf } from './scripts/build/notices.mjs';
import { commandLineMetafile, root } from './scripts/shared/paths.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = /** @satisfies {esbuild.BuildOptions} */ ({
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  legalComments: 'none', // dist/ThirdPartyNotices.txt has them
  target: 'es2022',
  logLevel: 'warning',
});
const node = /** @satisfies {esbuild.BuildOptions} */ ({
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  supported: { 'dynamic-import': false }, // import() becomes a require() at the same time
});

/** One script (and style sheet, when it imports one) per page: `webview/editor/main.ts` → `dist/webview/editor.js`. */
const pages = readdirSync(join(root, 'webview'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'webview', entry.name, 'main.ts')))
  .map((entry) => ({ in: `webview/${entry.name}/main.ts`, out: entry.name }));

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: ['src/extension/node/main.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [lazyEngine('beside')],
  },
  // The command line, its threads and the engine, which the extension loads too: one build, so that each module is there once.
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts', worker: 'src/cli/worker.ts', engine: 'src/node/engine.ts' },
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    supported: {},
    sourcemap: production ? false : 'inline',
    plugins: [lazyEngine('parts'), commonJsParts({ sourcemap: !production, minify: production, program: 'cli.js' })],
  },
  {
    ...common,
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/web/extension.js',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    define: { global: 'globalThis' },
    plugins: [lazyEngine('inline')],
  },
  { ...common, entryPoints: pages, outdir: 'dist/webview', platform: 'browser', format: 'iife' },
];

if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const builds = bundles.map((bundle) => esbuild.build({ ...bundle, metafile: true }));
  const built = await Promise.all(builds).catch(() => process.exit(1)); // it has said why
  const metafiles = built.map(({ metafile }) => metafile);
  const heavy = metafiles.flatMap((metafile) => heavyStarts(metafile, ['dist/extension.js', 'dist/cli.js']));
  if (heavy.length > 0) {
    for (const sentence of heavy) console.error(sentence);
    process.exit(1);
  }
  const packages = bundledPackages(metafiles);
  writeFileSync(join(root, 'dist/ThirdPartyNotices.txt'), noticesOf(packages));
  writeFileSync(join(root, 'dist/sbom.cdx.json'), billOfMaterials(packages));
  const [, commandLine] = metafiles;
  writeFileSync(commandLineMetafile, JSON.stringify(commandLine)); // by which it is packed for npm
  for (const [file, { bytes }] of metafiles.flatMap(({ outputs }) => Object.entries(outputs))) {
    if (!file.endsWith('.map')) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
  }
}
