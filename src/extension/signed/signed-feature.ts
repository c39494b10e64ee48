import * as vscode from 'vscode';
import { registerCommands } from '../host/command';
import type { FeatureContext } from '../host/context';
import { EditorProvider } from '../host/editor-provider';
import { signedViewTypes } from '../host/signed-documents';
import { signedFileCommands } from './commands';
import { SignedPanel } from './panel';

/**
 * Signed files: their editor, which is the document of the trust list editor with a page of its own, and their
 * commands.
 */
export function registerSignedFiles(context: FeatureContext): vscode.Disposable {
  const editors = signedViewTypes.map((viewType) =>
    EditorProvider.register(viewType, context.signed, context, (document, panel) => {
      new SignedPanel(document, panel, context);
    }),
  );
  return vscode.Disposable.from(...editors, registerCommands(context, signedFileCommands(context.signed)));
}
