import * as vscode from 'vscode';
import { registerCommands } from '../host/command';
import type { FeatureContext } from '../host/context';
import { EditorProvider } from '../host/editor-provider';
import { signedViewTypes } from '../host/signed-documents';
import { signedFileCommands } from './commands';
import { DecryptedContents } from './decrypted-contents';
import { decryptedScheme, DecryptedTexts } from './decrypted-text';
import { decryptionCommands } from './decryption';
import { SignedPanel } from './panel';

/**
 * Signed files: their editor, which is the document of the trust list editor with a page of its own, and their
 * commands.
 */
export function registerSignedFiles(context: FeatureContext): vscode.Disposable {
  const decrypting = { signed: context.signed, decrypted: new DecryptedContents(context.signed) };
  const texts = new DecryptedTexts(context.signed, decrypting.decrypted);
  const editors = signedViewTypes.map((viewType) =>
    EditorProvider.register(viewType, context.signed, context, (document, panel) => {
      new SignedPanel(document, panel, context, decrypting);
    }),
  );
  return vscode.Disposable.from(
    ...editors,
    decrypting.decrypted,
    vscode.workspace.registerTextDocumentContentProvider(decryptedScheme, texts),
    registerCommands(context, [...signedFileCommands(context.signed), ...decryptionCommands(decrypting)]),
  );
}
