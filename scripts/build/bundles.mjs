import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shared/paths.mjs';
import { lazyEngine } from './engine-plugin.mjs';
import { oldest } from './oldest.mjs';
import { commonJsParts } from './parts-plugin.mjs';

/** @param {boolean} production */
const common = (production) =>
  /** @satisfies {import('esbuild').BuildOptions} */ ({
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    sourcesContent: false,
    charset: 'utf8',
    legalComments: 'none', // dist/ThirdPartyNotices.txt has them
    target: oldest.chromium,
    logLevel: 'warning',
  });

/**
 * What VS Code loads in a browser, and the greater part of what it loads in Node.js: neither an engine nor Node.js in it.
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions}
 */
export const extension = (production) => ({
  ...common(production),
  entryPoints: ['src/extension/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'browser',
  format: 'cjs',
  external: ['vscode'],
  supported: { 'dynamic-import': false }, // import() becomes a require() at the same time
  plugins: [lazyEngine('beside')],
});

/**
 * What the extension adds in Node.js.
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions}
 */
export const nodeExtension = (production) => ({
  ...common(production),
  entryPoints: ['src/extension/node/main.ts'],
  outfile: 'dist/node.js',
  platform: 'node',
  target: oldest.node,
  format: 'cjs',
  external: ['vscode'],
  supported: { 'dynamic-import': false },
  plugins: [
    lazyEngine('beside'),
    beside('../extension', 'extension.js'),
    beside('../../net/cluster-client', 'cluster-client.js'),
  ],
});

/**
 * Leaves a module out of a bundle: it is a file next to it.
 * @param {string} imported as
 * @param {string} file
 * @returns {import('esbuild').Plugin}
 */
function beside(imported, file) {
  return {
    name: `${file}-beside`,
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\.\.\// }, ({ path }) =>
        path === imported ? { path: `./${file}`, external: true } : undefined,
      );
    },
  };
}

/**
 * The command line, its threads, the network, and the engine, with the cryptography of Node.js and with that of browsers: one
 * build, so that each module is in the package once.
 * @param {boolean} production
 * @param {string} [outdir]
 * @returns {import('esbuild').BuildOptions}
 */
export const parts = (production, outdir = 'dist') => ({
  ...common(production),
  entryPoints: {
    cli: 'src/cli/main.ts',
    worker: 'src/cli/worker.ts',
    engine: 'src/node/engine.ts',
    'web-engine': 'src/core/engine.ts',
    'cluster-client': 'src/net/cluster-client.ts',
  },
  outdir,
  platform: 'node',
  target: oldest.node,
  format: 'esm',
  splitting: true,
  chunkNames: 'parts/[name]-[hash]',
  define: { global: 'globalThis' }, // the name that browsers know too
  sourcemap: production ? false : 'inline',
  plugins: [
    lazyEngine('parts'),
    groupedCommands,
    commonJsParts({ sourcemap: !production, minify: production, program: 'cli.js' }),
  ],
});

/**
 * Makes one part of all commands of the command line but `verify`, which scripts start for one file after the other. With a
 * part for each, what some of them have in common fell into 40 parts more, and the package had 34 KB more.
 * @type {import('esbuild').Plugin}
 */
const groupedCommands = {
  name: 'grouped-commands',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\/commands\// }, ({ kind, path }) =>
      kind === 'dynamic-import' && path !== './commands/verify' ? { path: 'commands', namespace: 'group' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'group' }, () => {
      const folder = join(root, 'src/cli/commands');
      const contents = readdirSync(folder)
        .filter((file) => file !== 'verify.ts')
        .map((file) => `export * from './${file}';`)
        .join('\n');
      return { contents, resolveDir: folder };
    });
  },
};

/**
 * One script (and style sheet, when it imports one) per page: `webview/editor/main.ts` → `dist/webview/editor.js`.
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions}
 */
export const pages = (production) => ({
  ...common(production),
  entryPoints: readdirSync(join(root, 'webview'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'webview', entry.name, 'main.ts')))
    .map((entry) => ({ in: `webview/${entry.name}/main.ts`, out: entry.name })),
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'iife',
});
