import * as vscode from 'vscode';
import type { CommandContext } from '../host/context';
import { fileNameOf } from '../host/list-uris';
import { readRevealUri } from '../host/reveal-uri';
import { t } from '../../core/words/translate';

/**
 * Opens the editor at the place that a `revealUri` names.
 *
 * @param isShown tells the lists of which a finding is shown somewhere. Any page and mail can hold such a URI, so that
 *   no other file is opened for it.
 */
export function registerRevealHandler(
  context: CommandContext,
  isShown: (list: vscode.Uri) => boolean,
): vscode.Disposable {
  return vscode.window.registerUriHandler({ handleUri: (uri) => handleReveal(uri, context, isShown) });
}

interface RevealContext {
  readonly documents: Pick<CommandContext['documents'], 'reveal'>;
  readonly questions: Pick<CommandContext['questions'], 'warn'>;
}

export async function handleReveal(
  uri: vscode.Uri,
  { documents, questions }: RevealContext,
  isShown: (list: vscode.Uri) => boolean,
): Promise<void> {
  const target = readRevealUri(uri);
  if (target === undefined) return;
  if (isShown(target.list)) await documents.reveal(target.list, target.place);
  else questions.warn(t('Open {file} first: its findings are not shown.', { file: fileNameOf(target.list) }));
}
