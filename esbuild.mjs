// node esbuild.mjs [--production] [--watch]
// Bundles every part of the extension into dist/: scripts/build/bundles.mjs says which, and what each may contain.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { billOfMaterials } from './scripts/build/bill-of-materials.mjs';
import { bundledPackages } from './scripts/build/bundled-packages.mjs';
import { extension, nodeExtension, pages, parts } from './scripts/build/bundles.mjs';
import { heavyStarts } from './scripts/build/engine-plugin.mjs';
import { noticesOf } from './scripts/build/notices.mjs';
import { packParts } from './scripts/build/packs.mjs';
import { commandLineMetafile, root } from './scripts/shared/paths.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const bundles = [extension, nodeExtension, parts, pages].map((bundle) => bundle(production));

if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const builds = bundles.map((bundle) => esbuild.build({ ...bundle, metafile: true }));
  const built = await Promise.all(builds).catch(() => process.exit(1)); // it has said why
  const metafiles = built.map(({ metafile }) => metafile);
  const starts = ['dist/extension.js', 'dist/node.js', 'dist/cli.js'];
  const heavy = metafiles.flatMap((metafile) => heavyStarts(metafile, starts));
  if (heavy.length > 0) {
    for (const sentence of heavy) console.error(sentence);
    process.exit(1);
  }
  const commandLine = /** @type {esbuild.Metafile} */ (metafiles[2]);
  if (production) packParts(commandLine, join(root, 'dist'));
  const packages = bundledPackages(metafiles);
  writeFileSync(join(root, 'dist/ThirdPartyNotices.txt'), noticesOf(packages));
  writeFileSync(join(root, 'dist/sbom.cdx.json'), billOfMaterials(packages));
  writeFileSync(commandLineMetafile, JSON.stringify(commandLine)); // by which it is packed for npm
  for (const [file, { bytes }] of metafiles.flatMap(({ outputs }) => Object.entries(outputs))) {
    if (!file.endsWith('.map')) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
  }
}
