import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cucm8Publisher, mismatchedSigner } from '../../builders';
import { closedPort, httpAnswer, rawHttp } from '../net/servers';

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trustlist-'));
  const built = join(folder, 'built');
  program = join(built, 'cli.js');
  await build({
    entryPoints: { cli: 'src/cli/main.ts', worker: 'src/cli/worker.ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outdir: built,
  });
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
function trustlist(
  args: readonly string[],
  enough = Number.POSITIVE_INFINITY,
  input: Uint8Array = new Uint8Array(),
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder });
  child.stdin.on('error', () => undefined); // of a program that does not read it
  child.stdin.end(input);
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
    expect(await trustlist(['export', '.'])).toMatchObject({
      status: 2,
      errors: 'trustlist: .: This is a directory, not a file.\n',
    });
  });

  test('fetches from a server, and ends when that is done', async () => {
    const bytes = (await cucm8Publisher()).bytes;
    const { server } = await rawHttp(() => httpAnswer('200 OK', bytes));
    const { status, out } = await trustlist(['fetch', `127.0.0.1:${server.port}`, '--http', '--json', '-o', 'fetched']);
    expect(JSON.parse(out)).toMatchObject({ files: [{ status: 'found' }, { status: 'found', signature: 'valid' }] });
    expect(await readFile(join(folder, 'fetched/ITLFile.tlv'))).toEqual(Buffer.from(bytes));
    expect(status).toBe(0);
    const closed = await closedPort();
    expect(await trustlist(['tvs', `127.0.0.1:${closed.port}`, '--itl', 'sound.tlv'])).toMatchObject({
      status: 2,
      out: expect.stringMatching(/not reached\n {2}.* refuses the connection/) as string,
    });
  });

  test('says so, and ends with 2, when its reader closes the pipe before it is done', async () => {
    const many = Array.from({ length: 200 }, () => 'sound.tlv');
    const { status, errors, out } = await trustlist(['show', ...many], 1);
    expect(out.length).toBeGreaterThan(0);
    expect(errors).toBe('trustlist: The output cannot be written: its reader has closed it.\n');
    expect(status).toBe(2);
  });

  test
    .runIf(existsSync('/dev/full'))
    .each([['show', 'sound.tlv'], ['verify', '--json', 'mismatched.tlv'], ['verify', 'sound.tlv'], ['--help']])(
    'says so, and ends with 2, when what %s %s prints does not fit on the disk',
    async (...args) => {
      const full = await open('/dev/full', 'w');
      try {
        const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', full.fd, 'pipe'] });
        const errors: Buffer[] = [];
        child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
        const [status] = (await once(child, 'close')) as [number];
        expect(Buffer.concat(errors).toString()).toBe(
          'trustlist: The output cannot be written: no space is left on the device.\n',
        );
        expect(status).toBe(2);
      } finally {
        await full.close();
      }
    },
  );

  test.runIf(existsSync('/dev/zero'))('does not read a device without an end', async () => {
    expect(await trustlist(['verify', '/dev/zero'])).toEqual({
      status: 2,
      out: '',
      errors: expect.stringMatching(
        /^trustlist: .*zero: The file cannot be read: it has more than 67108864 bytes, and at most 67108864 are read\.\n$/,
      ) as string,
    });
  });

  test.runIf(process.platform !== 'win32')('reads a pipe like a file', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const [ended] = await Promise.all([
      trustlist(['verify', 'pipe']),
      writeFile(join(folder, 'pipe'), (await cucm8Publisher()).bytes),
    ]);
    expect(ended).toMatchObject({ status: 0, errors: '' });
  });

  test('reads standard input to its end', async () => {
    const { bytes } = await cucm8Publisher();
    const ended = await trustlist(['verify', '-'], undefined, bytes);
    expect(ended).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^-: Signature verified/) as string,
      errors: '',
    });
    const endless = await trustlist(['verify', '-'], undefined, new Uint8Array(64 * 1024 * 1024 + 1));
    expect(endless).toMatchObject({
      status: 2,
      errors: expect.stringContaining('at most 67108864 are read') as string,
    });
  });

  test.runIf(process.platform !== 'win32')(
    'expands a pattern, and looks into a folder without following links to folders or waiting for a pipe',
    async () => {
      const lists = join(folder, 'lists');
      await mkdir(join(lists, 'deep'), { recursive: true });
      await writeFile(join(lists, 'deep', 'ITLFile.tlv'), (await cucm8Publisher()).bytes);
      await symlink('../deep', join(lists, 'deep', 'loop'));
      await symlink('deep/ITLFile.tlv', join(lists, 'link.tlv'));
      await symlink('gone.tlv', join(lists, 'dangling.tlv'));
      execFileSync('mkfifo', [join(lists, 'pipe.tlv')]);
      for (const operand of ['lists', 'lists/**/*.tlv', '**/[l-]*/**/*.tlv']) {
        const { status, out, errors } = await trustlist(['verify', '--json', operand]);
        expect((JSON.parse(out) as { file: string }[]).map(({ file }) => file)).toEqual([
          'lists/deep/ITLFile.tlv',
          'lists/link.tlv',
        ]);
        expect([status, errors]).toEqual([0, '']);
      }
    },
  );

  test('replaces nothing in a folder of exported certificates, and follows no link there, unless it is told to', async () => {
    await mkdir(join(folder, 'pem'));
    expect(await trustlist(['export', 'sound.tlv', '-o', 'pem'])).toMatchObject({ status: 0 });
    const [first = ''] = await readdir(join(folder, 'pem'));
    await rm(join(folder, 'pem'), { recursive: true });
    await mkdir(join(folder, 'pem'));
    await writeFile(join(folder, 'precious'), 'kept');
    await symlink('../precious', join(folder, 'pem', first));
    const refused = await trustlist(['export', 'sound.tlv', '-o', 'pem']);
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.errors).toMatch(/This cannot be written: it exists already\.\n$/);
    expect(await trustlist(['export', 'sound.tlv', '-o', 'pem', '--force'])).toMatchObject({ status: 0 });
    expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('kept');
    expect(await readFile(join(folder, 'pem', first), 'utf8')).toContain('BEGIN CERTIFICATE');
  });

  test('says in words why a file cannot be written', async () => {
    const edit = (out: string) => trustlist(['edit', 'sound.tlv', '-o', out, '--set', 'filename=ITLFile.tlv']);
    expect((await edit('gone/out.tlv')).errors).toBe(
      'trustlist: gone/out.tlv: This cannot be written: there is no such file or folder.\n',
    );
    await mkdir(join(folder, 'taken'), { recursive: true });
    expect((await edit('taken')).errors).toBe(
      'trustlist: taken: This cannot be written: this is a directory, not a file.\n',
    );
  });
});
