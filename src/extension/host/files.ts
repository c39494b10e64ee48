import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import { limits } from '../../core/format/limits';
import { t } from '../../core/words/translate';

/**
 * Reads a file that is taken for a trust list. Rejects, with one sentence, for a file that is larger than is ever read.
 */
export async function readListFile(uri: vscode.Uri): Promise<Uint8Array> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > limits.fileBytes) {
    throw new Error(
      t('{file} has {size} bytes; nothing above {most} is read. A trust list has a few thousand.', {
        file: vscode.workspace.asRelativePath(uri),
        size,
        most: limits.fileBytes,
      }),
    );
  }
  return readBytes(uri);
}

/** As `readListFile`; undefined if there is no such file. */
export async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await readListFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** The bytes of a file. Node's host gives a Buffer, whose slice() is not that of the array it claims to be. */
export async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  const content = await vscode.workspace.fs.readFile(uri);
  return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
}

/** A glob of all files with these endings. VS Code tells upper and lower case apart in globs on some systems. */
function anyFileOf(...endings: readonly string[]): string {
  const anyCase = (ending: string): string =>
    ending.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  return `**/*.{${endings.map(anyCase).join(',')}}`;
}

/** Files of the workspace that are offered by name; the file dialog has the others. */
const mostOffered = 500;

/** The files of the workspace with these endings, by path, as many as a person is offered. */
export async function filesToOffer(...endings: readonly string[]): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(anyFileOf(...endings), undefined, mostOffered);
  return found.sort((a, b) => a.path.localeCompare(b.path, 'en'));
}

/** Every trust list. */
export const everyList = anyFileOf('tlv');

/** The trust lists in the folder of a file, by name; none if its file system lists no folders. */
export async function listsInFolderOf(file: vscode.Uri): Promise<vscode.Uri[]> {
  if (file.scheme === 'untitled') return [];
  const folder = vscode.Uri.joinPath(file, '..');
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  return entries
    .filter(([name, type]) => (type & vscode.FileType.Directory) === 0 && isListName(name))
    .map(([name]) => vscode.Uri.joinPath(folder, name))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** True for a file in a folder, however deep. */
export function isInside(file: vscode.Uri, folder: vscode.Uri): boolean {
  const { scheme, authority, path } = folder;
  const inside = path.endsWith('/') ? path : `${path}/`;
  return file.scheme === scheme && file.authority === authority && file.path.startsWith(inside);
}
