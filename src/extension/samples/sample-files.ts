import * as vscode from 'vscode';
import { readBytes } from '../host/files';
import { ReadOnlyFiles, readOnlyStat } from '../host/read-only-files';
import { samples, type Sample } from '../host/samples';

/** The samples that come with the extension, all in one read-only folder: read where the extension is installed. */
export class SampleFiles extends ReadOnlyFiles {
  constructor(private readonly extensionUri: vscode.Uri) {
    super();
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    // Not the stat of the packed file: what serves extensions to a browser has none.
    return readOnlyStat((await this.readFile(uri)).length, 0);
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { folder, name } = sampleAt(uri);
    return readBytes(vscode.Uri.joinPath(this.extensionUri, 'media', 'samples', folder, name));
  }

  override readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    if (uri.path !== '/') throw vscode.FileSystemError.FileNotFound(uri);
    return samples.map(({ name }) => [name, vscode.FileType.File]);
  }
}

function sampleAt(uri: vscode.Uri): Sample {
  const sample = samples.find(({ name }) => uri.path === `/${name}`);
  if (sample === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return sample;
}
