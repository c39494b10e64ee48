import * as vscode from 'vscode';
import { limits } from '../../core/format/limits';
import { readBytes } from './files';
import { reasonOf, Refusal } from './errors';
import { fileNameOf } from './list-uris';
import { t } from '../../core/words/translate';

/** Reads a file of a key, of certificates or of a signature. */
export async function readSmallFile(uri: vscode.Uri): Promise<Uint8Array> {
  const name = fileNameOf(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > limits.keyFileBytes)
      throw new Refusal(
        t('{name} has {size} bytes, which is too large for a key, certificate or signature file.', { name, size }),
      );
    return await readBytes(uri);
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal(t('{name} cannot be read: {reason}', { name, reason: reasonOf(error) }));
  }
}

export async function writeFile(uri: vscode.Uri, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  try {
    await vscode.workspace.fs.writeFile(uri, bytes);
  } catch (error) {
    throw new Refusal(t('{file} cannot be written: {reason}', { file: fileNameOf(uri), reason: reasonOf(error) }));
  }
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
