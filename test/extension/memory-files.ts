import * as vscode from 'vscode';

/** Files in memory, on a file system whose writes can be made to fail. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, { bytes: Uint8Array; mtime: number }>();
  readonly #didChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#didChange.event;
  /** Writes are refused, as on a disk that is full or a share that went away. */
  isFailing = false;
  /** The files say of themselves that they are read-only. */
  isReadonly = false;
  /** Reads are refused, though the file is there. */
  isUnreadable = false;

  put(uri: vscode.Uri, bytes: Uint8Array): void {
    this.#files.set(uri.path, { bytes, mtime: Date.now() });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { bytes, mtime } = this.#file(uri);
    const permissions = this.isReadonly ? { permissions: vscode.FilePermission.Readonly } : {};
    return { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.length, ...permissions };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    if (this.isUnreadable) throw vscode.FileSystemError.NoPermissions(uri);
    return this.#file(uri).bytes;
  }

  /** Rejects and does not throw: VS Code never writes a file again after a provider has thrown. */
  writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (this.isFailing) return Promise.reject(vscode.FileSystemError.NoPermissions(uri));
    this.put(uri, content.slice());
    return Promise.resolve();
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.#files.keys()].map((path) => [path.slice(1), vscode.FileType.File]);
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  #file(uri: vscode.Uri): { bytes: Uint8Array; mtime: number } {
    const file = this.#files.get(uri.path);
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }
}
