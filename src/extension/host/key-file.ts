import * as vscode from 'vscode';
import type { Opened, OpenKeyFile, PasswordSource } from '../../core/certificates/keys/open-files';
import type { CommandContext } from './context';
import { Refusal } from './errors';
import { loadEditing } from './engine';
import { fileNameOf } from './list-uris';
import { withProgress } from './progress';
import { readSmallFile } from './small-file';
import { t } from '../../core/words/translate';

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

/** Asks a person for the password of a file, and lets the person stop what its key derivation takes. */
export function passwordOf({ questions }: CommandContext, uri: vscode.Uri, title: string): PasswordSource {
  return {
    askPassword: ({ reason, message }) => {
      const problem = reason === 'wrong-password' ? t('{message} Try again.', { message }) : null;
      return questions.password({ title, prompt: t('Password of {file}', { file: fileNameOf(uri) }), problem });
    },
    wait: (work) => withCancel(t('Opening {file}', { file: fileNameOf(uri) }), work),
  };
}

/** What was opened, else a refusal that says why it was not. A person who cancels needs no message. */
export function contentOf<T>(uri: vscode.Uri, opened: Opened<T>): T {
  if (opened.ok) return opened.value;
  if (opened.reason === 'cancelled') throw new vscode.CancellationError();
  throw new Refusal(`${fileNameOf(uri)}: ${opened.message}`);
}

/** Nearly every file opens sooner: a notification would only flash. */
const patienceMs = 500;

/** Shows progress with a Cancel button, once the work has taken a moment. */
async function withCancel<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cancelling = new AbortController();
  const working = work(cancelling.signal);
  const settled = working.then(
    () => true,
    () => true,
  );
  const patience = new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false));
  if (!(await Promise.race([settled, patience]))) {
    await withProgress(title, (_, token) => {
      token.onCancellationRequested(() => {
        cancelling.abort();
      });
      return settled;
    });
  }
  return working;
}
