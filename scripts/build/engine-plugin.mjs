import { resolve } from 'node:path';
import { root } from '../shared/paths.mjs';

const engine = resolve(root, 'src/core/engine');
const nodeEngine = resolve(root, 'src/node/engine.ts');

/**
 * Keeps what is heavy (decoding, certificates, cryptography) out of start-up: code outside the engine reaches it through
 * `await import('…/core/engine')`, at the time of that call. A static import fails the build.
 *
 * - `parts`: in a bundle that is split, the engine is a part, as Node.js loads it.
 * - `beside`: the call becomes `require('./engine.js')`.
 * @param {'parts' | 'beside'} as
 * @returns {import('esbuild').Plugin}
 */
export const lazyEngine = (as) => ({
  name: 'lazy-engine',
  setup(build) {
    build.onResolve({ filter: /\/engine$/ }, ({ path, importer, resolveDir, kind }) => {
      if (resolve(resolveDir, path) !== engine || importer === nodeEngine) return undefined;
      if (kind === 'import-statement') {
        return { errors: [{ text: `Load the engine when it is needed: await import('${path}')` }] };
      }
      return as === 'parts' ? { path: nodeEngine } : { path: './engine.js', external: true };
    });
  },
});

/**
 * What runs at start-up and contains a package. Cryptography and ASN.1 come in as packages, so that none may be there: a
 * module of the core that imports one belongs behind the engine.
 * @param {import('esbuild').Metafile} metafile
 * @param {readonly string[]} files outputs that run at start-up, with the parts that they import
 * @returns {string[]} one sentence each
 */
export function heavyStarts({ outputs }, files) {
  return files.flatMap((file) => {
    const inputs = loadedWith(outputs, file).flatMap((part) => Object.entries(outputs[part]?.inputs ?? {}));
    const packages = inputs.filter(
      ([input, { bytesInOutput }]) => bytesInOutput > 0 && input.includes('node_modules/'),
    );
    return packages.map(([input]) => `${file} runs at start-up and contains ${input}: load it with the engine.`);
  });
}

/**
 * What runs when these outputs are loaded: they and all that they import.
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {string[]} files
 */
export function loadedWith(outputs, ...files) {
  const loaded = new Set(files);
  for (const part of loaded) {
    const imports = outputs[part]?.imports ?? [];
    for (const { path, kind, external } of imports)
      if (kind === 'import-statement' && external !== true) loaded.add(path);
  }
  return [...loaded];
}
