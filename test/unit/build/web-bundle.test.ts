import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { lazyEngine } from '../../../scripts/build/engine-plugin.mjs';

/** The modules that a bundle is made of, with all that it loads later. */
async function inputsOf(entry: string, platform: 'browser' | 'node'): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform,
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    define: { global: 'globalThis' },
    plugins: [lazyEngine('inline')],
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

const ofNode = /^src\/(?:net|node|cli|extension\/node)\//;

it('the bundle for browsers has nothing of the network, nor anything else that needs Node.js', async () => {
  const inputs = await inputsOf('src/extension/extension.ts', 'browser');
  expect(inputs).toContain('src/core/engine.ts');
  expect(inputs.filter((input) => ofNode.test(input))).toEqual([]);
});

it('would be seen here, as in the command line', async () => {
  const inputs = await inputsOf('src/cli/main.ts', 'node');
  expect(inputs).toContain('src/net/cluster-client.ts');
  expect(inputs).toContain('src/core/cluster/tvs/message.ts');
});
