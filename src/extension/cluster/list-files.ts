import * as vscode from 'vscode';
import type { GivenList } from '../../core/cluster/fleet/given';
import { loadEngine } from '../host/engine';

/** Of the files below. */
export const memberScheme = 'trust-list-member';

/**
 * Lists that are in archives, as read-only files: an editor opens them like any other. They are there until the window
 * is closed; a list is kept once, by its digest.
 */
export class ListFiles implements vscode.FileSystemProvider {
  readonly #lists = new Map<string, GivenList>();
  readonly #didChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#didChange.event;

  /** The file with the content of a list, which is named as in its archive. */
  uriOf(list: GivenList): vscode.Uri {
    const name = list.file.split(/[/\\!]/).at(-1) ?? list.file;
    const uri = vscode.Uri.from({ scheme: memberScheme, path: `/${list.sha1}/${name}` });
    this.#lists.set(uri.path, list);
    return uri;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length } = await this.readFile(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size: length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const list = this.#lists.get(uri.path);
    if (list === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return (await loadEngine()).encode(list.named().list);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
