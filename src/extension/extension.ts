import * as vscode from 'vscode';
import { registerCluster } from './cluster/cluster-feature';
import { CompareFeature } from './compare/compare-feature';
import { registerEditor } from './editor/editor-feature';
import { backupFiles } from './host/backup-files';
import { BackupFolder } from './host/backups';
import type { FeatureContext } from './host/context';
import { Documents } from './host/documents';
import { loadEngineBy } from './host/engine';
import { speakLanguage } from './host/language';
import { Manual } from './host/manual';
import { Modules } from './host/modules';
import { plainPlatform, type Platform } from './host/platform';
import { SignedDocuments } from './host/signed-documents';
import { windowQuestions } from './host/window-questions';
import { registerPhone } from './phone/phone-feature';
import { ProblemsFeature } from './problems/problems-feature';
import { registerRevealHandler } from './problems/reveal-handler';
import { registerSamples } from './samples/samples-feature';
import { registerSignedFiles } from './signed/signed-feature';
import { registerTerminal } from './terminal/terminal-feature';
import { TextFeature } from './text/text-feature';

/** What tests are given, and nobody else needs: how much the extension holds. */
export interface Api {
  readonly held: () => Readonly<Record<string, number>>;
}

/**
 * In a browser VS Code calls this itself, without a platform; `node/main.ts` does where there is Node.js. There `require`
 * loads the engine.
 */
export function activate(
  { extensionUri, extension, storageUri, globalStorageUri, subscriptions }: vscode.ExtensionContext,
  given?: Platform,
): Api {
  speakLanguage();
  if (given === undefined) loadEngineFrom(extensionUri);
  const platform = given ?? plainPlatform;
  const documents = new Documents();
  const signed = new SignedDocuments(documents);
  // Where VS Code puts the backups of custom editors. Windows without a workspace share the second of these; there only
  // a process tells whether its document is still open in another one.
  const folder = storageUri ?? (platform.process === undefined ? undefined : globalStorageUri);
  const backups = new BackupFolder({
    store: backupFiles(folder, platform),
    windows: platform,
    isOfAllWindows: storageUri === undefined,
  });
  const manual = new Manual(extensionUri);
  const questions = windowQuestions;
  const extensionId = extension.id;
  const context: FeatureContext = {
    documents,
    manual,
    signed,
    backups,
    platform,
    questions,
    extensionUri,
    extensionId,
  };

  const texts = new TextFeature(context);
  const problems = new ProblemsFeature(context, texts.findings);
  const comparisons = new CompareFeature(context);
  subscriptions.push(
    documents,
    manual,
    signed,
    registerEditor(context),
    registerSignedFiles(context),
    problems,
    registerRevealHandler(context, (list) => problems.has(list) || texts.has(list)),
    texts,
    comparisons,
    registerPhone(context),
    registerCluster(context),
    registerTerminal(context, globalStorageUri),
    registerSamples(context),
  );
  return { held: () => ({ ...documents.held, ...problems.held, ...texts.held, ...comparisons.held }) };
}

function loadEngineFrom(extensionUri: vscode.Uri): void {
  const modules = new Modules(async (path) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, path));
    return new TextDecoder().decode(bytes);
  });
  loadEngineBy(() => modules.load('dist/web-engine.js'));
}
