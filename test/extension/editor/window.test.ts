import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { cucm8Publisher } from '../../builders';
import { newFolder, read, write } from '../command-context';
import { MemoryFiles } from '../memory-files';
import { moved, moveDown, open, run, tabsOf, whenDirty } from './windows';

/** Waits for a command that asks in a notification, which is closed as soon as it is there. */
async function givenUp(command: Thenable<unknown>): Promise<void> {
  const ended = Promise.resolve(command).then(() => true);
  const closed = async (): Promise<boolean> => {
    await run('notifications.clearAll');
    return false;
  };
  while (!(await Promise.race([ended, closed()])));
}

describe('The editor in its window', () => {
  let bytes: Uint8Array;
  let uri: vscode.Uri;
  before(async () => {
    bytes = (await cucm8Publisher()).bytes;
  });
  beforeEach(async () => {
    uri = await write(await newFolder(), 'ITLFile.tlv', bytes);
  });
  afterEach(async () => {
    await run('workbench.action.revertAndCloseActiveEditor');
    await run('workbench.action.closeAllEditors');
  });

  it('edits, undoes, redoes and saves as VS Code is told to', async () => {
    await open(uri);
    equal(tabsOf(uri)[0]?.isDirty, false);
    await moveDown(1);
    await whenDirty(uri, true);
    await moveDown(2);
    deepEqual(await read(uri), bytes, 'nothing is written before it is saved');

    await run('undo');
    await run('undo');
    await whenDirty(uri, false);
    await run('redo');
    await whenDirty(uri, true);
    await run('workbench.action.files.save');
    await whenDirty(uri, false);
    deepEqual(await read(uri), moved(bytes, 1));

    await run('undo');
    await whenDirty(uri, true);
    await run('workbench.action.files.save');
    deepEqual(await read(uri), bytes);
  });

  it('stays dirty where no undo leads back to the file', async () => {
    await open(uri);
    await moveDown(1);
    await run('workbench.action.files.save');
    await whenDirty(uri, false);
    await run('undo');
    await whenDirty(uri, true);
    await moveDown(3); // as many edits as the saved state had, and another state
    await run('undo');
    await run('redo');
    await whenDirty(uri, true);
    await run('workbench.action.files.save');
    await whenDirty(uri, false);
    deepEqual(await read(uri), moved(bytes, 3));
  });

  it('reverts', async () => {
    await open(uri);
    await moveDown(1);
    await whenDirty(uri, true);
    await run('workbench.action.files.revert');
    await whenDirty(uri, false);
    await moveDown(2);
    await run('workbench.action.files.save');
    deepEqual(await read(uri), moved(bytes, 2));
  });

  it('keeps two editors of one file in step', async () => {
    await open(uri, vscode.ViewColumn.One);
    await open(uri, vscode.ViewColumn.Two);
    equal(tabsOf(uri).length, 2);
    await moveDown(1);
    await whenDirty(uri, true);
    await run('workbench.action.focusFirstEditorGroup');
    await run('undo');
    await whenDirty(uri, false);
  });

  it('keeps an edit that cannot be saved, and saves it later', async () => {
    const files = new MemoryFiles();
    const provider = vscode.workspace.registerFileSystemProvider('failing', files);
    const list = vscode.Uri.parse('failing:/ITLFile.tlv');
    files.put(list, bytes);
    await open(list);
    await moveDown(1);
    await whenDirty(list, true);
    files.isFailing = true;
    const saved = await vscode.workspace.save(list).then(
      (target) => target,
      () => undefined,
    );
    equal(saved, undefined);
    equal(tabsOf(list)[0]?.isDirty, true);
    deepEqual(files.readFile(list), bytes);
    files.isFailing = false;
    await vscode.workspace.save(list);
    await whenDirty(list, false);
    deepEqual(files.readFile(list), moved(bytes, 1));
    provider.dispose();
  });

  it('edits nothing in a file that is read-only', async () => {
    const files = new MemoryFiles();
    files.isReadonly = true;
    const provider = vscode.workspace.registerFileSystemProvider('locked', files);
    const list = vscode.Uri.parse('locked:/ITLFile.tlv');
    files.put(list, bytes);
    await open(list);
    await givenUp(moveDown(1));
    equal(tabsOf(list)[0]?.isDirty, false);
    provider.dispose();
  });

  it('edits nothing on a file system that is read-only', async () => {
    const files = new MemoryFiles();
    const provider = vscode.workspace.registerFileSystemProvider('readonly', files, { isReadonly: true });
    const list = vscode.Uri.parse('readonly:/ITLFile.tlv');
    files.put(list, bytes);
    await open(list);
    await givenUp(moveDown(1));
    equal(tabsOf(list)[0]?.isDirty, false);
    provider.dispose();
  });
});
