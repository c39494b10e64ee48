import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extension, parts } from '../../../scripts/build/bundles.mjs';
import { packParts } from '../../../scripts/build/packs.mjs';
import type * as Engine from '../../../src/core/engine';
import { Modules } from '../../../src/extension/host/modules';
import { mismatchedSigner } from '../../builders';

/** The modules that a bundle is made of, with all that it loads later. */
async function inputsOf(options: BuildOptions): Promise<string[]> {
  const { metafile } = await build({ ...options, write: false, metafile: true, logLevel: 'silent' });
  return Object.keys(metafile.inputs);
}

const ofNode = /^src\/(?:net|node|cli|extension\/node)\//;

describe('the bundle for browsers', () => {
  it('has nothing of the network, nor anything else that needs Node.js', async () => {
    const inputs = await inputsOf(extension(true));
    expect(inputs).toContain('src/extension/host/engine.ts');
    expect(inputs.filter((input) => ofNode.test(input))).toEqual([]);
  });

  it('would be seen here, as in the command line', async () => {
    const inputs = await inputsOf({ entryPoints: ['src/cli/main.ts'], bundle: true, platform: 'node' });
    expect(inputs).toContain('src/net/cluster-client.ts');
    expect(inputs).toContain('src/core/cluster/tvs/message.ts');
  });
});

describe('the engine in a browser', () => {
  let folder = '';
  const read: string[] = [];
  const modules = new Modules((path) => {
    read.push(path);
    return readFile(join(folder, path), 'utf8');
  });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trust-list-parts-'));
    const { metafile } = await build({ ...parts(true, folder), metafile: true });
    packParts(metafile, folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is loaded part by part, each file once and when it is needed, and none of them asks for Node.js', async () => {
    const engine = await modules.load<typeof Engine>('web-engine.js');
    const { bytes } = await mismatchedSigner();
    const decoded = engine.decode(bytes);
    if (!decoded.ok) throw new Error('it does not decode');
    const report = await engine.inspect(decoded.list, bytes);
    expect(report.findings.map(({ code }) => code)).toContain('signed-by-another');
    expect(read.filter((path) => /(phoning|editing|cluster-client|cli)/.test(path))).toEqual([]);

    const rooms = [engine.loadPhoning, engine.loadEditing, engine.loadComparing, engine.loadDecrypting];
    await Promise.all([...rooms, engine.loadFleet, engine.loadClustering].map((load) => load()));
    const { decide } = await engine.loadPhoning();
    expect(decide).toBeTypeOf('function');
    expect(read).toContainEqual(expect.stringMatching(/^parts\/phoning-/));
    expect(read).toEqual([...new Set(read)]);
  });

  it('is asked for again after a file could not be read', async () => {
    let isOffline = true;
    const flaky = new Modules((path) =>
      isOffline ? Promise.reject(new Error('offline')) : readFile(join(folder, path), 'utf8'),
    );
    await expect(flaky.load('web-engine.js')).rejects.toThrow('offline');
    isOffline = false;
    await expect(flaky.load<typeof Engine>('web-engine.js')).resolves.toHaveProperty('decode');
  });
});
