import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lazyEngine } from '../../../scripts/build/engine-plugin.mjs';
import { cucm12Cluster, cucm8Publisher, ctlWithTokens, damaged, mismatchedSigner } from '../../builders';
import { inputAt } from '../../fuzz/inputs';
import { readerOf } from '../../fuzz/readers';
import { amount, isLong } from '../../long';
import { forgetCertificates } from '../../../src/core/certificates/certificate';
import { forgetInspected } from '../../../src/core/trust/inspected-record';
import { Machine } from './machine';

let folder: string;
/** Every list of the builders and changed ones, by their paths. */
const files = new Map<string, Uint8Array>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trustlist-threads-'));
  await build({
    entryPoints: { cli: 'src/cli/main.ts', worker: 'src/cli/worker.ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outdir: folder,
    // As it ships: with Node's own digests and verifications.
    plugins: [lazyEngine('parts')],
  });
  const ready = await Promise.all([cucm8Publisher(), cucm12Cluster(), ctlWithTokens(), mismatchedSigner(), damaged()]);
  const reader = readerOf('lists');
  const samples = await reader.samples();
  const changed = Array.from({ length: amount({ all: 10_000, share: 80 }) }, (_, at) =>
    inputAt(reader, samples, 11, samples.hostile.length + at),
  );
  const lists = [...ready.map(({ bytes }) => bytes), ...samples.starts.flat(), ...changed.flat()];
  await mkdir(join(folder, 'lists', 'other'), { recursive: true });
  for (const [at, bytes] of lists.entries()) {
    // What is not a list is passed over in a folder, unless its name says that it should be one.
    const path = `lists/${at % 2 === 0 ? '' : 'other/'}${String(at).padStart(5, '0')}${at % 3 === 0 ? '' : '.tlv'}`;
    files.set(path, bytes);
    await writeFile(join(folder, path), bytes);
  }
}, 600_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly complaints: readonly string[];
}

function trustlist(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: folder, maxBuffer: 4_000_000_000 };
    const child = execFile(process.execPath, [join(folder, 'cli.js'), ...args], options, (_error, out, errors) => {
      const complaints = errors.split('\n').filter((line) => line !== '');
      resolve({ status: child.exitCode, out, complaints: complaints.map((line) => line.replace(/^trustlist: /, '')) });
    });
  });
}

describe('trustlist verify of many files', () => {
  test.each([['--jsonl'], ['--json'], []])(
    'says the same with one thread and with several, in the order of the files: %s',
    async (...form) => {
      const alone = await trustlist('verify', 'lists', ...form, '--threads', '1');
      expect(alone.status).toBe(2);
      for (const threads of isLong ? ['2', '5'] : ['3']) {
        expect(await trustlist('verify', 'lists', ...form, '--threads', threads)).toEqual(alone);
      }
      expect(await trustlist('verify', 'lists', ...form)).toEqual(alone);
    },
    600_000,
  );

  test('says the same of each file as a run that reads only that file', async () => {
    const { out } = await trustlist('verify', 'lists', '--jsonl', '--threads', '3');
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(50);
    const machine = new Machine();
    for (const [path, bytes] of files) machine.files.set(path, bytes);
    for (const line of lines) {
      forgetInspected();
      forgetCertificates();
      const { file } = JSON.parse(line) as { readonly file: string };
      expect(JSON.parse(line)).toEqual(JSON.parse((await machine.run('verify', '--json', file)).out));
    }
  }, 3_600_000);

  test('ends with 2 if a thread cannot be started, and does not wait for it', async () => {
    await rm(join(folder, 'worker.js'));
    const { status, complaints } = await trustlist('verify', 'lists', '--threads', '2');
    expect(status).toBe(2);
    expect(complaints.at(-1)).toMatch(/^Internal error: /);
  });
});
