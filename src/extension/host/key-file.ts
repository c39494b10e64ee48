import type * as vscode from 'vscode';
import type { Opened, OpenKeyFile, PasswordSource } from '../../core/certificates/keys/open-files';
import type { CommandContext } from './context';
import { Refusal } from './errors';
import { loadEditing } from './engine';
import { fileNameOf } from './list-uris';
import { readSmallFile } from './small-file';

export type { OpenKeyFile };

/**
 * Opens a file of keys and certificates, asks for its password if it has one, and passes it to `use`. Its keys are
 * overwritten afterwards, also on failure.
 */
export async function withKeyFile<T>(
  context: CommandContext,
  uri: vscode.Uri,
  title: string,
  use: (file: OpenKeyFile) => Promise<T>,
): Promise<T> {
  const { withPrivateKeys } = await loadEditing();
  return contentOf(uri, await withPrivateKeys(await readSmallFile(uri), passwordOf(context, uri, title), use));
}

/** Asks a person for the password of a file. */
export function passwordOf({ questions }: CommandContext, uri: vscode.Uri, title: string): PasswordSource {
  return {
    askPassword: ({ reason, message }) => {
      const problem = reason === 'wrong-password' ? `${message} Try again.` : null;
      return questions.password({ title, prompt: `Password of ${fileNameOf(uri)}`, problem });
    },
  };
}

/** What was opened, else a refusal that says why it was not. */
export function contentOf<T>(uri: vscode.Uri, opened: Opened<T>): T {
  if (opened.ok) return opened.value;
  throw new Refusal(`${fileNameOf(uri)}: ${opened.message}`);
}
