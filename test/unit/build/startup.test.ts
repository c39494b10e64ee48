import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { heavyStarts, lazyEngine } from '../../../scripts/build/engine-plugin.mjs';

const web: BuildOptions = {
  entryPoints: ['src/extension/extension.ts'],
  bundle: true,
  write: false,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  external: ['vscode'],
  define: { global: 'globalThis' },
  logLevel: 'silent',
};

/** Makes every package and every module of the core say that it runs. */
const announcing: Plugin = {
  name: 'announcing',
  setup: (bundle) => {
    bundle.onLoad({ filter: /(node_modules\/.*\.m?js|src\/core\/.*\.ts)$/ }, async ({ path }) => ({
      contents: `globalThis.ran.push(${JSON.stringify(path)});\n${await readFile(path, 'utf8')}`,
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/** Anything of `vscode` that a module touches while it loads: a class, a function, an object. */
const anything: object = new Proxy(Object, { get: (_, name) => (name === 'prototype' ? {} : anything) });
/** The bundle copies what the module has of its own, and looks for the rest in its prototype. */
const vscode: object = new Proxy({}, { getPrototypeOf: () => anything });

/** The modules that run when the bundle of the web host is loaded. */
async function modulesAtStart(entry: BuildOptions): Promise<string[]> {
  const { outputFiles = [] } = await build({ ...web, ...entry, plugins: [announcing, lazyEngine('beside')] });
  const ran: string[] = [];
  const script = outputFiles[0]?.text ?? '';
  runInNewContext(script, {
    ran,
    require: () => vscode,
    module: { exports: {} },
    exports: {},
    TextDecoder,
    TextEncoder,
    URL,
  });
  return ran;
}

describe('what runs when the extension is activated', () => {
  it('is neither a package nor the engine, with which VS Code has one file to load', async () => {
    const ran = await modulesAtStart({});
    expect(ran).toContainEqual(expect.stringMatching(/src\/core\/format\/limits\.ts$/));
    expect(ran.filter((path) => /node_modules|core\/engine\.ts$/.test(path))).toEqual([]);
  });

  it('would be seen here', async () => {
    const contents = "import { md5 } from './src/core/certificates/fingerprints'; exports.md5 = md5;";
    const ran = await modulesAtStart({ entryPoints: [], stdin: { contents, resolveDir: process.cwd() } });
    expect(ran.some((path) => path.includes('node_modules/@noble'))).toBe(true);
  });

  it('fails the build of the desktop host where a package is in it', async () => {
    const bundled = async (contents: string): Promise<string[]> => {
      const stdin = { contents, resolveDir: process.cwd() };
      const options = { stdin, bundle: true, write: false, platform: 'node', outfile: 'dist/cli.js' } as const;
      const { metafile } = await build({ ...options, metafile: true, plugins: [lazyEngine('beside')] });
      return heavyStarts(metafile, ['dist/cli.js']);
    };
    expect(
      await bundled("import { md5 } from './src/core/certificates/fingerprints'; console.log(md5);"),
    ).toContainEqual(expect.stringMatching(/^dist\/cli\.js runs at start-up and contains node_modules\/@noble\//));
    expect(await bundled("void import('./src/core/engine');")).toEqual([]);
  });
});
