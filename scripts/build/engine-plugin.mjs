import { resolve } from 'node:path';
import { root } from '../shared/paths.mjs';

const engine = resolve(root, 'src/core/engine');

/**
 * Keeps what is heavy (decoding, certificates, cryptography) out of start-up: code outside the engine reaches it through
 * `await import('…/core/engine')`, which becomes `require('./engine.js')` at the time of that call. In a bundle that is one
 * file (`inline`), esbuild keeps the engine's modules in it and runs them at that time. A static import fails the build.
 * @param {{ inline: boolean }} options
 * @returns {import('esbuild').Plugin}
 */
export const lazyEngine = ({ inline }) => ({
  name: 'lazy-engine',
  setup(build) {
    build.onResolve({ filter: /\/engine$/ }, ({ path, resolveDir, kind }) => {
      if (resolve(resolveDir, path) !== engine) return undefined;
      if (kind === 'import-statement') {
        return { errors: [{ text: `Load the engine when it is needed: await import('${path}')` }] };
      }
      return inline ? undefined : { path: './engine.js', external: true };
    });
  },
});

/**
 * What runs at start-up and contains a package. Cryptography and ASN.1 come in as packages, so that none may be there: a
 * module of the core that imports one belongs behind the engine.
 * @param {import('esbuild').Metafile} metafile
 * @param {readonly string[]} files outputs that run at start-up
 * @returns {string[]} one sentence each
 */
export function heavyStarts({ outputs }, files) {
  return files.flatMap((file) => {
    const inputs = Object.entries(outputs[file]?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const packages = inputs.filter(([input]) => input.includes('node_modules/'));
    return packages.map(([input]) => `${file} runs at start-up and contains ${input}: load it with the engine.`);
  });
}
