import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root, testKeys } from '../shared/paths.mjs';
import { nodeModules } from './web-node.mjs';

const harness = join(root, 'test/web/harness');
/**
 * What is the same in every host but for VS Code's own part in it: in a browser, `npm run test:long` runs these too. Window
 * after window takes a browser most of a minute.
 */
const inLongRuns = [
  'cluster/',
  'commands/external-signing',
  'compare/diff-sides',
  'host/',
  'left-behind',
  'phone/',
  'problems/',
  'samples/',
  'signed/',
  'text/',
].map((name) => join(root, 'test/extension', name));
/** In place of what the tests of test/extension have of Node.js: what the web host has. */
const replaced = { [join(root, 'test/extension/platform')]: join(harness, 'platform.ts') };

/**
 * Bundles what runs the tests, with them in one file: a web worker loads no other, and the page serves the extension's folder only.
 * Beside the tests of test/web these are the tests of test/extension whose names do not say that they need Node.js.
 * @param {string} outfile
 * @param {{ nodeAddress: string, grep: string }} options where functions of Node.js are called, and which tests to run
 * @returns {Promise<string>} the same path
 */
export async function bundleTests(outfile, { nodeAddress, grep }) {
  const { build } = await import('esbuild');
  // Those of test/web/reload.test.ts have to be the last before the window is reloaded.
  const all = ['extension', 'web'].flatMap((folder) => testsOf(join(root, 'test', folder)));
  const isLong = process.env.TRUST_LIST_LONG === '1' || grep !== '';
  const tests = all.filter((file) => isLong || !inLongRuns.some((start) => file.startsWith(start)));
  const modules = [join(harness, 'setup.ts'), ...tests].map((file) => `import ${JSON.stringify(file)};`);
  await build({
    stdin: { contents: [...modules, `export { run } from './run';`].join('\n'), resolveDir: harness },
    outfile,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
    inject: [join(harness, 'globals.ts')],
    define: {
      global: 'globalThis',
      GREP: JSON.stringify(grep),
      NODE_ADDRESS: JSON.stringify(nodeAddress),
      TEST_KEYS: JSON.stringify(testKeys),
      IS_LONG: JSON.stringify(process.env.TRUST_LIST_LONG ?? ''),
    },
    plugins: [nodeInTests],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

/** @param {string} folder */
function testsOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.endsWith('.node.test.ts'))
    .sort()
    .map((file) => join(folder, file));
}

/**
 * What tests have of Node.js; nothing else has it.
 * @type {import('esbuild').Plugin}
 */
const nodeInTests = {
  name: 'node-in-tests',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      if (!relative(join(root, 'test'), importer).startsWith('..')) return { path, namespace: 'node-in-tests' };
      return { errors: [{ text: `${relative(root, importer)} runs in a browser too, where there is no ${path}` }] };
    });
    build.onLoad({ filter: /.*/, namespace: 'node-in-tests' }, ({ path }) => ({
      contents: path === 'node:assert/strict' ? `module.exports = require('assert').strict;` : called(path),
      resolveDir: harness,
    }));
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const replacement = replaced[join(resolveDir, path).split('/').join(sep)];
      return replacement === undefined ? undefined : { path: replacement };
    });
  },
};

/**
 * @param {string} name
 * @returns {string} the source of a module by which the functions of a module of Node.js are called
 */
function called(name) {
  const module = nodeModules[name];
  if (module === undefined)
    throw new Error(`A test that needs ${name} is called *.node.test.ts: it does not run in a browser`);
  const members = Object.entries(module);
  const functions = members.filter(([, member]) => typeof member === 'function').map(([member]) => member);
  const constants = JSON.stringify('constants' in module ? module.constants : {});
  return `module.exports = {
    ...require('./node-client').nodeModule(${JSON.stringify(name)}, ${JSON.stringify(functions)}),
    constants: ${constants},
    webcrypto: globalThis.crypto,
  };`;
}
