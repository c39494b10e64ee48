import * as vscode from 'vscode';
import { nameWithoutSignature } from '../../core/format/file-names';
import { textOf } from '../../core/format/text-of';
import type { TrustListDocument } from '../host/documents';
import { Refusal } from '../host/errors';
import type { SignedDocuments } from '../host/signed-documents';
import type { DecryptedContents } from './decrypted-contents';
import { t } from '../../core/words/translate';

/**
 * Scheme of read-only text documents with what was decrypted. VS Code makes no backup of them and no history, since they
 * cannot be edited and are in no file; it asks for their text again after a restart, when nothing is decrypted any more.
 */
export const decryptedScheme = 'trust-list-decrypted';

/** Gives VS Code the text of a document of this scheme, as long as its file is open and decrypted. */
export class DecryptedTexts implements vscode.TextDocumentContentProvider {
  constructor(
    private readonly signed: SignedDocuments,
    private readonly decrypted: DecryptedContents,
  ) {}

  provideTextDocumentContent({ query }: vscode.Uri): string {
    const document = this.signed.get(vscode.Uri.parse(query, true));
    const content = document === undefined ? null : this.decrypted.get(document);
    if (content === null) throw new Error(t('The decrypted text is not in memory any more. Decrypt the file again.'));
    return textOfContent(content);
  }
}

/** Opens what was decrypted as a text document, which every extension can read. */
export async function openText({ uri }: Pick<TrustListDocument, 'uri'>, content: Uint8Array): Promise<void> {
  textOfContent(content);
  const path = nameWithoutSignature(uri.path);
  const text = vscode.Uri.from({ scheme: decryptedScheme, path, query: uri.toString() });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(text), { preview: false });
}

function textOfContent(content: Uint8Array): string {
  const text = textOf(content);
  if (text === null)
    throw new Refusal(t('The decrypted content is not a text. Save it, and open it with the program for it.'));
  return text;
}
