import * as vscode from 'vscode';
import { textLanguage } from '../host/list-uris';
import { firstWords } from './first-words';

/** Characters from the start of a text in which the cluster's first words are looked for. */
const beginning = 2_000;

/**
 * Gives its language to a cluster's output that was saved as or pasted into plain text: VS Code looks at the first line
 * only of files whose name says nothing. A document is given it once, so that a person who takes it away again is
 * obeyed.
 */
export class LanguageDetection implements vscode.Disposable {
  readonly #given = new Set<string>();
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => {
        void this.#look(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const isPaste = contentChanges.some(({ text }) => text.length > 40);
        if (document.isUntitled && isPaste) void this.#look(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forgetClosed(uri);
      }),
    );
    for (const document of vscode.workspace.textDocuments) void this.#look(document);
  }

  /** Documents that are remembered, to be counted by tests. */
  get size(): number {
    return this.#given.size;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    const { languageId, uri } = document;
    if (languageId !== 'plaintext' || this.#given.has(uri.toString())) return;
    if (uri.scheme !== 'file' && !document.isUntitled && !vscode.workspace.fs.isWritableFileSystem(uri.scheme)) return;
    if (!firstWords.test(document.getText(new vscode.Range(document.positionAt(0), document.positionAt(beginning))))) {
      return;
    }
    this.#given.add(uri.toString());
    try {
      await vscode.languages.setTextDocumentLanguage(document, textLanguage);
    } catch {
      // It was closed meanwhile: there is nothing to give a language to.
    }
  }

  /** A document that changes its language closes, and opens again at once. */
  #forgetClosed(uri: vscode.Uri): void {
    setTimeout(() => {
      const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      if (!isOpen) this.#given.delete(uri.toString());
    }, 0);
  }
}
