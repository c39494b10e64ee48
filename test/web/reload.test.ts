import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { editorViewType } from '../../src/extension/host/documents';
import { read } from '../extension/command-context';
import { until } from '../extension/until';
import { moved, moveDown, open, run, tabsOf, whenDirty } from '../extension/editor/windows';

/** A sample: what tests write into the folder is gone when the page is loaded again. */
function sample(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  ok(folder);
  return vscode.Uri.joinPath(folder, 'ITL-cucm8-publisher.tlv');
}

/** Files in a folder, however deep; VS Code names there in which documents edits are to be restored. */
async function filesIn(folder: vscode.Uri): Promise<number> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  let count = 0;
  for (const [name, type] of entries)
    count += type === vscode.FileType.Directory ? await filesIn(vscode.Uri.joinPath(folder, name)) : 1;
  return count;
}

// The last tests before the window is reloaded.
describe('An edit that was not saved', () => {
  it('is backed up in the browser', async () => {
    const backups = vscode.Uri.parse('vscode-userdata:/User/Backups');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(backups, '**'));
    const before = await filesIn(backups);
    await open(sample());
    await moveDown(1);
    await whenDirty(sample(), true);
    await until([watcher.onDidCreate, watcher.onDidChange], async () => (await filesIn(backups)) > before);
    watcher.dispose();
  });
});

describe('After the window was reloaded', () => {
  it('the edit is there, can be undone to the bytes of the file, and is saved', async () => {
    const list = sample();
    const bytes = await read(list);
    await run('vscode.openWith', list, editorViewType);
    await whenDirty(list, true);
    equal(tabsOf(list).length, 1);
    await run('undo');
    await whenDirty(list, false);
    await run('redo');
    await run('workbench.action.files.save');
    await whenDirty(list, false);
    deepEqual(await read(list), moved(bytes, 1));
  });
});
