import * as vscode from 'vscode';
import { isInside } from './files';

/** Watches single files. */
export class FileWatchers {
  #size = 0;

  /** Calls when the file was made, written or deleted. */
  watch(file: vscode.Uri, listener: () => void): vscode.Disposable {
    // The folder is watched and not the name, which as a glob pattern may mean something else: `list[1].tlv`.
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), '*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (changed: vscode.Uri): void => {
      if (changed.path === file.path) listener();
    };
    // Of a folder that is deleted, renamed or put back, VS Code tells the folder alone.
    const folders = vscode.workspace.createFileSystemWatcher('**', false, true, false);
    const lookInside = (changed: vscode.Uri): void => {
      if (isInside(file, changed)) listener();
    };
    const parts = [
      watcher,
      watcher.onDidChange(look),
      watcher.onDidCreate(look),
      watcher.onDidDelete(look),
      folders,
      folders.onDidCreate(lookInside),
      folders.onDidDelete(lookInside),
    ];
    this.#size += 1;
    return new vscode.Disposable(() => {
      for (const part of parts) part.dispose();
      this.#size -= 1;
    });
  }

  /** Files that are watched now. */
  get size(): number {
    return this.#size;
  }
}
