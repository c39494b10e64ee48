import * as vscode from 'vscode';
import { limits } from '../core/format/limits';

/** Reads a file that is taken for a trust list. Rejects, with one sentence, for a file that is larger than is ever read. */
export async function readListFile(uri: vscode.Uri): Promise<Uint8Array> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > limits.fileBytes) {
    throw new Error(
      `${vscode.workspace.asRelativePath(uri)} has ${size} bytes; nothing above ${limits.fileBytes} is read. A trust list has a few thousand.`,
    );
  }
  return readBytes(uri);
}

/** The bytes of a file. Node's host gives a Buffer, whose slice() is not that of the array it claims to be. */
export async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  const content = await vscode.workspace.fs.readFile(uri);
  return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
}

/** True for a file in a folder, however deep. */
export function isInside(file: vscode.Uri, folder: vscode.Uri): boolean {
  const { scheme, authority, path } = folder;
  const inside = path.endsWith('/') ? path : `${path}/`;
  return file.scheme === scheme && file.authority === authority && file.path.startsWith(inside);
}
