import * as vscode from 'vscode';
import { registerCommands } from '../host/command';
import type { FeatureContext } from '../host/context';
import { editorViewType } from '../host/documents';
import { EditorProvider } from '../host/editor-provider';
import { editorCommands } from './commands/commands';
import { DiffSides } from './diff-sides';
import { EditorPanel } from './panel';

/** The editor of trust lists, and the commands that edit, export and copy. */
export function registerEditor(context: FeatureContext): vscode.Disposable {
  const diffSides = new DiffSides();
  return vscode.Disposable.from(
    EditorProvider.register(editorViewType, context.documents, context, (document, panel) => {
      new EditorPanel(document, panel, context, diffSides);
    }),
    registerCommands(context, editorCommands),
  );
}
