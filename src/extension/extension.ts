import type * as vscode from 'vscode';
import { registerCommands } from './editor/commands/commands';
import { registerSignedFileCommands } from './signed/commands';
import { WindowQuestions } from './host/window-questions';
import { CompareFeature } from './compare/compare-feature';
import { Documents } from './host/documents';
import { BackupFolder } from './host/backups';
import { EditorProvider } from './host/editor-provider';
import { registerSignedEditor } from './signed/panel';
import { PhoneFeature } from './phone/phone-feature';
import { registerExplainFinding } from './problems/explain-finding';
import { Problems } from './problems/problems-feature';
import { registerRevealHandler } from './problems/reveal-handler';
import { SignedDocuments } from './host/signed-documents';
import { TextFeature } from './text/text-feature';

/** What tests are given, and nobody else needs: how much the extension holds. */
export interface Api {
  readonly held: () => Readonly<Record<string, number>>;
}

export function activate(context: vscode.ExtensionContext): Api {
  const { extensionUri, extension } = context;
  const documents = new Documents();
  const signed = new SignedDocuments(documents);
  const problems = new Problems(documents, extension.id);
  const texts = new TextFeature(documents, extension.id);
  // Where VS Code puts the backups of custom editors. Windows without a folder share one, and none looks into it: what lies
  // there may be of a list that is open in another window.
  const backups = new BackupFolder(context.storageUri);
  const comparisons = new CompareFeature(extensionUri, documents, new WindowQuestions());
  context.subscriptions.push(
    documents,
    signed,
    EditorProvider.register(extensionUri, documents, backups),
    registerCommands(documents),
    problems,
    texts,
    comparisons,
    registerRevealHandler(documents, (list) => problems.has(list) || texts.has(list)),
    registerExplainFinding(extensionUri),
    registerSignedEditor(extensionUri, documents, signed, backups),
    registerSignedFileCommands(documents, signed),
    new PhoneFeature(extensionUri, documents, signed, new WindowQuestions()),
  );
  return { held: () => ({ ...documents.held, ...problems.held, ...texts.held, ...comparisons.held }) };
}
