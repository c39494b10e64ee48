import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { chmod, link, lstat, mkdir, readdir, rm, stat, symlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { plainPlatform } from '../../../src/extension/host/platform';
import { nodePlatform } from '../../../src/extension/node/platform';
import { newFolder, read, write } from '../command-context';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('A file', () => {
  let folder: vscode.Uri;
  let file: vscode.Uri;
  beforeEach(async () => {
    folder = await newFolder();
    file = await write(folder, 'ITLFile.tlv', bytes(1));
  });

  it('is replaced by a whole new one under Node.js, behind its link and with its mode', async () => {
    await chmod(file.fsPath, 0o640);
    const { ino } = await stat(file.fsPath);
    const named = vscode.Uri.joinPath(folder, 'link.tlv');
    await symlink('ITLFile.tlv', named.fsPath);
    ok(await nodePlatform.write(named, bytes(2), [bytes(1)]));
    deepEqual(await read(file), bytes(2));
    const now = await stat(file.fsPath);
    deepEqual([now.mode & 0o777, now.ino === ino], [0o640, false]);
    ok((await lstat(named.fsPath)).isSymbolicLink());
    deepEqual((await readdir(folder.fsPath)).sort(), ['ITLFile.tlv', 'link.tlv']);
  });

  it('with further names is written in its place, so that all of them have the new content', async () => {
    const second = vscode.Uri.joinPath(folder, 'second.tlv');
    await link(file.fsPath, second.fsPath);
    ok(await nodePlatform.write(file, bytes(2), [bytes(1)]));
    deepEqual([await read(file), await read(second)], [bytes(2), bytes(2)]);
  });

  it('is left as it is if it contains something else than is expected', async () => {
    for (const platform of [nodePlatform, plainPlatform]) {
      equal(await platform.write(file, bytes(2), [bytes(3), bytes(1, 1)]), false);
      deepEqual(await read(file), bytes(1));
    }
  });

  it('whose folder was deleted is written, and its folder made', async () => {
    await rm(folder.fsPath, { recursive: true });
    ok(await nodePlatform.write(file, bytes(2), [bytes(1)]));
    deepEqual(await read(file), bytes(2));
  });

  it('that cannot be written is said to be as it was, in words that name no temporary file', async () => {
    const long = vscode.Uri.joinPath(folder, `${'x'.repeat(300)}.tlv`);
    await rejects(nodePlatform.write(long, bytes(2)), (error: Error) => !error.message.includes('tmp'));
    await rm(file.fsPath);
    await mkdir(file.fsPath);
    await rejects(nodePlatform.write(file, bytes(2)));
    deepEqual(await readdir(folder.fsPath), ['ITLFile.tlv']);
  });
});
