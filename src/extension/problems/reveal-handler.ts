import * as vscode from 'vscode';
import { fileNameOf, type Documents } from '../host/documents';
import { readRevealUri } from '../host/reveal-uri';

/**
 * Opens the editor at the place that a `revealUri` names.
 *
 * @param isShown tells the lists of which a finding is shown somewhere. Any page and mail can hold such a URI, so that
 *   no other file is opened for it.
 */
export function registerRevealHandler(documents: Documents, isShown: (list: vscode.Uri) => boolean): vscode.Disposable {
  return vscode.window.registerUriHandler({ handleUri: (uri) => handleReveal(uri, documents, isShown) });
}

export async function handleReveal(
  uri: vscode.Uri,
  documents: Pick<Documents, 'reveal'>,
  isShown: (list: vscode.Uri) => boolean,
): Promise<void> {
  const target = readRevealUri(uri);
  if (target === undefined) return;
  if (isShown(target.list)) await documents.reveal(target.list, target.place);
  else void vscode.window.showWarningMessage(`Open ${fileNameOf(target.list)} first: no finding of it is shown.`);
}
