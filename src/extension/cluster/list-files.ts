import * as vscode from 'vscode';
import { safeFileName } from '../../core/cluster/file-names';
import type { GivenList } from '../../core/cluster/fleet/given';
import { loadEngine } from '../host/engine';
import { ReadOnlyFiles, readOnlyStat } from '../host/read-only-files';

/** Of the files below. */
export const memberScheme = 'trust-list-member';

/**
 * Lists that are in archives, as read-only files: an editor opens them like any other. They are there until the window
 * is closed; a list is kept once, by its digest.
 */
export class ListFiles extends ReadOnlyFiles {
  readonly #lists = new Map<string, GivenList>();

  /** The file with the content of a list, which is named as in its archive. */
  uriOf(list: GivenList): vscode.Uri {
    const name = list.file.split(/[/\\!]/).at(-1) ?? list.file;
    const uri = vscode.Uri.from({ scheme: memberScheme, path: `/${list.sha1}/${safeFileName(name)}` });
    this.#lists.set(uri.path, list);
    return uri;
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return readOnlyStat((await this.readFile(uri)).length, 0);
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const list = this.#lists.get(uri.path);
    if (list === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return (await loadEngine()).encode(list.named().list);
  }

  override readDirectory(): [string, vscode.FileType][] {
    return [];
  }
}
