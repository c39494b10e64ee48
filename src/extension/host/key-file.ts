import type * as vscode from 'vscode';
import type { KeyFile } from '../../core/certificates/keys/private-key';
import type { CommandContext } from './context';
import { Refusal } from './errors';
import { loadEditing } from './engine';
import { fileNameOf } from './list-uris';
import { readSmallFile } from './small-file';

export type OpenKeyFile = Extract<KeyFile, { readonly ok: true }>;

/**
 * Reads a file of keys and certificates, asks for its password where it has one, and passes on what it holds. The keys
 * are overwritten when `use` is done with them, and so are the bytes of the file; copies that were made on the way, such
 * as the text of a PEM file, are out of reach.
 */
export async function withKeyFile<T>(
  context: CommandContext,
  uri: vscode.Uri,
  title: string,
  use: (file: OpenKeyFile) => Promise<T>,
): Promise<T> {
  const { forgetKeys } = await loadEditing();
  const bytes = await readSmallFile(uri);
  try {
    const file = await openKeyFile(context, bytes, fileNameOf(uri), title);
    try {
      return await use(file);
    } finally {
      forgetKeys(file.keys);
    }
  } finally {
    bytes.fill(0);
  }
}

async function openKeyFile(
  { questions }: CommandContext,
  bytes: Uint8Array,
  name: string,
  title: string,
): Promise<OpenKeyFile> {
  const { readPrivateKey } = await loadEditing();
  let file = await readPrivateKey(bytes);
  while (!file.ok) {
    if (file.reason === 'not-a-key') throw new Refusal(`${name}: ${file.message}`);
    const problem = file.reason === 'wrong-password' ? `${file.message} Try again.` : null;
    const password = await questions.password({ title, prompt: `Password of ${name}`, problem });
    file = await readPrivateKey(bytes, password);
  }
  return file;
}
