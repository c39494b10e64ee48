import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ChangedMeanwhile,
  isTemporary,
  mayReplace,
  writeNew,
  writeOver,
  writeWhole,
} from '../../../src/node/whole-file';
import { fileNumber, isDirectory } from '../../../src/node/file-facts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trustlist-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writing a file', () => {
  test('leaves nothing beside it, and keeps the mode of the one that it replaces', async () => {
    await writeWhole(at('new.tlv'), Uint8Array.of(1, 2));
    await writeFile(at('old.tlv'), 'old');
    await chmod(at('old.tlv'), 0o600);
    await writeWhole(at('old.tlv'), Uint8Array.of(3));
    expect(await readFile(at('new.tlv'))).toEqual(Buffer.of(1, 2));
    expect(await readFile(at('old.tlv'))).toEqual(Buffer.of(3));
    expect((await stat(at('old.tlv'))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['new.tlv', 'old.tlv']);
  });

  test('writes the file that a link leads to', async () => {
    await writeFile(at('file.tlv'), 'old');
    await symlink('file.tlv', at('link.tlv'));
    await writeWhole(at('link.tlv'), Uint8Array.of(7));
    expect(await readFile(at('file.tlv'))).toEqual(Buffer.of(7));
    expect(await fileNumber(at('link.tlv'))).toBe(await fileNumber(at('file.tlv')));
  });

  test('writes the file that a link leads to before that file is there', async () => {
    await mkdir(at('folder'));
    await mkdir(at('other/lists'), { recursive: true });
    await symlink('../other/lists', at('folder/lists'));
    await symlink('../new.tlv', at('other/lists/second.tlv'));
    await symlink('lists/second.tlv', at('folder/first.tlv'));
    await writeWhole(at('folder/first.tlv'), Uint8Array.of(7));
    expect(await readFile(at('other/new.tlv'))).toEqual(Buffer.of(7));
    for (const name of ['folder/first.tlv', 'other/lists/second.tlv'])
      expect((await lstat(at(name))).isSymbolicLink(), name).toBe(true);
    await symlink('circle.tlv', at('circle.tlv'));
    await expect(writeWhole(at('circle.tlv'), Uint8Array.of(7))).rejects.toThrow('ELOOP');
    expect((await lstat(at('circle.tlv'))).isSymbolicLink()).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('writes into a pipe, and leaves it there', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const [received] = await Promise.all([readFile(at('pipe')), writeWhole(at('pipe'), Uint8Array.of(1, 2))]);
    expect(received).toEqual(Buffer.of(1, 2));
    expect((await lstat(at('pipe'))).isFIFO()).toBe(true);
    expect(await readdir(folder)).toEqual(['pipe']);
    await symlink('/dev/null', at('nowhere'));
    await writeWhole(at('nowhere'), Uint8Array.of(1));
    expect((await lstat(at('nowhere'))).isSymbolicLink()).toBe(true);
  });

  test('leaves what was there where it fails', async () => {
    await expect(writeWhole(at('gone/file.tlv'), Uint8Array.of(1))).rejects.toThrow('ENOENT');
    // A directory cannot be replaced by a file: the last step, the renaming, fails.
    await expect(writeWhole(folder, Uint8Array.of(1))).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
    expect(
      (await readdir(join(folder, '..'))).filter(
        (name) => name.endsWith('.tmp') && folder.includes(name.split('.')[1] ?? ' '),
      ),
    ).toEqual([]);
  });

  test('refuses to separate the names of a file that has several', async () => {
    await writeFile(at('a'), 'old');
    await link(at('a'), at('b'));
    await expect(writeWhole(at('a'), Uint8Array.of(1))).rejects.toThrow(/2 names \(hard links\)/);
    expect([await readFile(at('a'), 'utf8'), await readFile(at('b'), 'utf8')]).toEqual(['old', 'old']);
  });

  test.runIf(process.getuid?.() === 0)('keeps the owner', async () => {
    await writeFile(at('a'), 'old');
    await chown(at('a'), 1234, 4321);
    await chmod(at('a'), 0o640);
    await writeWhole(at('a'), Uint8Array.of(1));
    const { uid, gid, mode } = await stat(at('a'));
    expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 1234, gid: 4321, mode: 0o640 });
  });

  test('replaces only what is expected, which is compared when the new file is there already', async () => {
    await writeFile(at('a'), 'old');
    await writeWhole(at('a'), Uint8Array.of(1), [Buffer.from('other'), Buffer.from('old')]);
    expect(await readFile(at('a'))).toEqual(Buffer.of(1));
    for (const found of ['two', '.', 'longer']) {
      const writing = writeWhole(at('a'), Uint8Array.of(2), [Uint8Array.of(1)]);
      // Another program writes as late as can be seen from here: each step of writing takes a turn of the event loop.
      while (!readdirSync(folder).some(isTemporary)) await new Promise(setImmediate);
      writeFileSync(at('a'), found);
      await expect(writing).rejects.toThrow(ChangedMeanwhile);
      expect([await readFile(at('a'), 'utf8'), await readdir(folder)]).toEqual([found, ['a']]);
      await writeFile(at('a'), Uint8Array.of(1));
    }
    await rm(at('a'));
    await writeWhole(at('a'), Uint8Array.of(3), [Uint8Array.of(1)]);
    expect(await readFile(at('a')), 'nothing is lost where there is no file').toEqual(Buffer.of(3));
  });

  test('has a name for the new file however long that of the file is', async () => {
    const name = '文'.repeat(83); // 249 bytes, of 255 that a name may have
    await writeWhole(at(name), Uint8Array.of(1));
    expect(await readdir(folder)).toEqual([name]);
  });

  test('replaces no directory, pipe or device, and nothing that this user may not write to', async () => {
    await writeFile(at('a'), 'old');
    expect([await mayReplace(at('a')), await mayReplace(at('free')), await mayReplace(folder)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await mayReplace('/dev/null')).toBe(false);
    await chmod(at('a'), 0o444);
    expect(await mayReplace(at('a'))).toBe(process.getuid?.() === 0); // root may write to everything
  });

  test('writes under a free name, and never through a link', async () => {
    await writeNew(at('new'), Uint8Array.of(1));
    expect(await readFile(at('new'))).toEqual(Buffer.of(1));
    await expect(writeNew(at('new'), Uint8Array.of(2))).rejects.toThrow('EEXIST');
    await symlink('elsewhere', at('link'));
    await expect(writeNew(at('link'), Uint8Array.of(2))).rejects.toThrow('EEXIST');
    await writeOver(at('link'), Uint8Array.of(3));
    expect((await lstat(at('link'))).isSymbolicLink()).toBe(false);
    await expect(writeOver(folder, Uint8Array.of(3))).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['link', 'new']);
  });

  test('deletes what a killed run left, and nothing of one that is still at work', async () => {
    const host = hostname().replace(/[^A-Za-z0-9-]/g, '-');
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const dead = `.list.tlv.${host}-${ended}.${randomUUID()}.trustlist-tmp`;
    const others = [
      `.list.tlv.${host}-${process.pid}.${randomUUID()}.trustlist-tmp`,
      `.list.tlv.other-${ended}.${randomUUID()}.trustlist-tmp`,
      `.list.tlv.${host}-${ended}.notes.tmp`,
    ];
    for (const name of [dead, ...others]) await writeFile(at(name), '');
    await writeWhole(at('list.tlv'), Uint8Array.of(1));
    expect((await readdir(folder)).sort()).toEqual([...others, 'list.tlv'].sort());
  });

  test('tells one file from another', async () => {
    await writeFile(at('a'), '');
    await writeFile(at('b'), '');
    await link(at('a'), at('c'));
    expect(await fileNumber(at('a'))).toMatch(/^\d+:\d+$/);
    expect(await fileNumber(at('b'))).not.toBe(await fileNumber(at('a')));
    expect(await fileNumber(at('c'))).toBe(await fileNumber(at('a')));
    expect(await fileNumber(at('gone'))).toBeNull();
    expect([await isDirectory(folder), await isDirectory(at('a')), await isDirectory(at('gone'))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
