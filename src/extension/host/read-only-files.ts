import * as vscode from 'vscode';

/** Files in memory that VS Code reads like any other: nothing writes them, and what is there does not change. */
export abstract class ReadOnlyFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #didChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#didChange.event;

  abstract stat(uri: vscode.Uri): vscode.FileStat | Promise<vscode.FileStat>;
  abstract readFile(uri: vscode.Uri): Uint8Array | Promise<Uint8Array>;
  abstract readDirectory(uri: vscode.Uri): [string, vscode.FileType][];

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#didChange.dispose();
  }
}

/** @param time milliseconds since 1970; 0 if it is not known. */
export function readOnlyStat(size: number, time: number): vscode.FileStat {
  const permissions = vscode.FilePermission.Readonly;
  return { type: vscode.FileType.File, ctime: time, mtime: time, size, permissions };
}
