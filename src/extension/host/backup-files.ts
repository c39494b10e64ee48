import * as vscode from 'vscode';
import type { BackupStore } from './backups';
import { readBytes } from './files';
import type { Platform } from './platform';

/** Backups in a folder of VS Code's. @param folder undefined if nothing is looked for in it. */
export function backupFiles(folder: vscode.Uri | undefined, { write }: Pick<Platform, 'write'>): BackupStore {
  return {
    list: folder === undefined ? null : () => filesIn(folder),
    read: (at) => readBytes(vscode.Uri.parse(at)),
    async write(at, bytes) {
      const uri = vscode.Uri.parse(at);
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
      await write(uri, bytes);
    },
    async delete(at) {
      await vscode.workspace.fs.delete(vscode.Uri.parse(at));
    },
  };
}

async function filesIn(folder: vscode.Uri): Promise<string[]> {
  // Without a folder there is nothing to come back to.
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  return entries
    .filter(([name, type]) => type === vscode.FileType.File && !name.startsWith('.')) // one that is being written
    .map(([name]) => vscode.Uri.joinPath(folder, name).toString());
}
