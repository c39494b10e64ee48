import * as vscode from 'vscode';

export interface DetectedLanguage {
  readonly language: string;
  /** The languages that VS Code gives to such texts by their names. */
  readonly instead: readonly string[];
  /** Characters from the start of a text that are looked at. */
  readonly beginning: number;
  readonly isThis: (beginning: string) => boolean | Promise<boolean>;
}

/**
 * Gives its language to a text that was saved as or pasted into plain text: VS Code looks at the first line only of files
 * whose name says nothing. A document is given it once, so that a person who takes it away again is obeyed.
 */
export class LanguageDetection implements vscode.Disposable {
  readonly #given = new Set<string>();
  readonly #subscriptions: vscode.Disposable;

  constructor(private readonly detected: DetectedLanguage) {
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
    const { language, instead, beginning, isThis } = this.detected;
    if (!instead.includes(languageId) || this.#given.has(uri.toString())) return;
    if (uri.scheme !== 'file' && !document.isUntitled && !vscode.workspace.fs.isWritableFileSystem(uri.scheme)) return;
    const text = document.getText(new vscode.Range(document.positionAt(0), document.positionAt(beginning)));
    // It may have been given another language while it was looked at.
    if (!(await isThis(text)) || document.languageId !== languageId) return;
    this.#given.add(uri.toString());
    try {
      await vscode.languages.setTextDocumentLanguage(document, language);
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
