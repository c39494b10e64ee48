import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canAsk } from '../../../../src/cli/password-prompt';
import type { CommandLinePlace } from '../../../../src/extension/host/platform';
import { commandLineIn } from '../../../../src/extension/node/command-line';

let scratch: string;
let program: string;
let place: CommandLinePlace;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), `it's "100%" $HOME \`id\` äß `));
  program = join(scratch, "cli's.js");
  const says = { arguments: 'process.argv.slice(2)', asNode: 'process.env.ELECTRON_RUN_AS_NODE' };
  const object = Object.entries(says).map(([name, value]) => `${name}: ${value}`);
  await writeFile(program, `console.log(JSON.stringify({ ${object.join(', ')} })); process.exitCode = 3;`);
  place = { folder: join(scratch, 'bin'), program };
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

/** What a shell finds by the name alone, in the environment of a terminal. */
async function run(env: Readonly<Record<string, string>>, ...args: string[]): Promise<{ out: unknown; code: number }> {
  const words = args.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const shell = promisify(execFile)('/bin/sh', ['-c', `trustlist ${words}`], { env: { ...process.env, ...env } });
  return shell.then(
    ({ stdout }) => ({ out: JSON.parse(stdout) as unknown, code: 0 }),
    (error: unknown) => {
      const { code, stdout } = error as { code: number; stdout: string };
      return { out: JSON.parse(stdout) as unknown, code };
    },
  );
}

describe.runIf(process.platform !== 'win32')('the command line in a terminal', () => {
  test('is found by its name, in a folder of any name, with all its arguments and its exit status', async () => {
    const { PATH } = await commandLineIn(place).install();
    expect(PATH.split(delimiter)[0]).toBe(place.folder);
    const odd = ['a b', "it's", '"', '$HOME', '`id`', '%PATH%', '\\', '', '*', '-x', 'ü\n日'];
    expect(await run({ PATH }, ...odd)).toEqual({ out: { arguments: odd, asNode: '1' }, code: 3 });
  });

  test('is written once, again if the extension is another one, and whole', async () => {
    const own = { ...place, folder: join(scratch, 'own') };
    const file = join(own.folder, 'trustlist');
    await commandLineIn(own).install();
    const first = await stat(file);
    expect(first.mode & 0o777).toBe(0o755);
    await commandLineIn(own).install();
    expect((await stat(file)).ino).toBe(first.ino);
    const updated = { ...own, program: join(scratch, 'updated.js') };
    await commandLineIn(updated).install();
    expect(await readFile(file, 'utf8')).toContain('updated.js');
    expect((await stat(file)).mode & 0o777).toBe(0o755);
    expect(await readdir(own.folder)).toEqual(['trustlist']);
  });

  test('is written again after an update of the extension, if somebody has used it before', async () => {
    const own = { ...place, folder: join(scratch, 'updates') };
    await commandLineIn(own).update();
    await expect(readdir(own.folder)).rejects.toThrow('ENOENT');
    await commandLineIn(own).install();
    await commandLineIn({ ...own, program: join(scratch, 'next.js') }).update();
    expect(await readFile(join(own.folder, 'trustlist'), 'utf8')).toContain('next.js');
  });

  test('takes the place of a link, and does not follow it', async () => {
    const own = { ...place, folder: join(scratch, 'linked') };
    await mkdir(own.folder);
    await writeFile(join(scratch, 'precious'), 'kept');
    await symlink('../precious', join(own.folder, 'trustlist'));
    await commandLineIn(own).install();
    expect(await readFile(join(scratch, 'precious'), 'utf8')).toBe('kept');
  });

  test('changes nothing in the environment of the extension itself', async () => {
    const before = { ...process.env };
    await commandLineIn(place).install();
    expect({ ...process.env }).toEqual(before);
  });
});

describe('a password', () => {
  const node = { node: '22.0.0' };
  const electron = { ...node, electron: '37.0.0' };
  test.each([
    [{ platform: 'linux', versions: electron, stdin: { isTTY: true } }, true],
    [{ platform: 'darwin', versions: electron, stdin: { isTTY: true } }, true],
    [{ platform: 'win32', versions: node, stdin: { isTTY: true } }, true],
    [{ platform: 'win32', versions: electron, stdin: { isTTY: true } }, false],
    [{ platform: 'linux', versions: node, stdin: {} }, false],
  ])('%j can be typed: %s', (asking, can) => {
    expect(canAsk(asking)).toBe(can);
  });

  test('cannot be typed where standard input was closed', () => {
    const stdin = Object.defineProperty({}, 'isTTY', {
      get: () => {
        throw new Error('EBADF');
      },
    });
    expect(canAsk({ platform: 'linux', versions: node, stdin })).toBe(false);
  });
});
