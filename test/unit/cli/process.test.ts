import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cucm8Publisher, mismatchedSigner } from '../../builders';

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trustlist-'));
  program = join(folder, 'cli.cjs');
  await build({ entryPoints: ['src/cli/main.ts'], bundle: true, platform: 'node', format: 'cjs', outfile: program });
  await writeFile(join(folder, 'sound.tlv'), (await cucm8Publisher()).bytes);
  await writeFile(join(folder, 'mismatched.tlv'), (await mismatchedSigner()).bytes);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Runs `trustlist`; `enough` bytes of its output are read before the pipe is closed. */
function trustlist(args: readonly string[], enough = Number.POSITIVE_INFINITY): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  let read = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    out.push(chunk);
    read += chunk.length;
    if (read >= enough) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, out: Buffer.concat(out).toString(), errors: Buffer.concat(errors).toString() });
    });
  });
}

describe('trustlist as a process', () => {
  test('ends with 0, 1 and 2', async () => {
    expect(await trustlist(['show', 'sound.tlv'])).toMatchObject({ status: 0, errors: '' });
    expect(await trustlist(['verify', '--json', 'mismatched.tlv'])).toMatchObject({ status: 1, errors: '' });
    expect(await trustlist(['verify', 'gone.tlv'])).toEqual({
      status: 2,
      out: '',
      errors: 'trustlist: gone.tlv: There is no such file.\n',
    });
    expect(await trustlist(['verify', '.'])).toMatchObject({
      status: 2,
      errors: 'trustlist: .: This is a directory, not a file.\n',
    });
  });

  test('says nothing when its reader has seen enough', async () => {
    const many = Array.from({ length: 200 }, () => 'sound.tlv');
    const { errors, out } = await trustlist(['show', ...many], 1);
    expect(errors).toBe('');
    expect(out.length).toBeGreaterThan(0);
  });
});
