import * as vscode from 'vscode';
import { textUriOf } from '../host/list-uris';
import { namesOf, type Source, type Sources } from './source';
import { t } from '../../core/words/translate';

const scheme = 'trust-list-pasted';

/** Opens VS Code's own text diff of what `show itl` prints of both sides. */
export async function compareAsText(sources: Sources, pasted: PastedTexts): Promise<void> {
  const names = namesOf(sources);
  const [left, right] = [sources.left, sources.right].map((source) => documentOf(source, pasted));
  await vscode.commands.executeCommand('vscode.diff', left, right, t('{left} ↔ {right} (text)', names));
}

function documentOf(source: Source, pasted: PastedTexts): vscode.Uri {
  switch (source.kind) {
    case 'list':
      return textUriOf(vscode.Uri.parse(source.uri, true));
    case 'text':
      return vscode.Uri.parse(source.uri, true);
    case 'pasted':
      return pasted.uriOf(source.text);
  }
}

/** Texts from the clipboard as read-only documents, so that VS Code's text diff can show them. */
export class PastedTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscription: vscode.Disposable;
  #next = 1;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#texts.delete(uri.toString());
      }),
    );
  }

  /** The document of a text; it lives as long as an editor shows it, and is the same one for as long. */
  uriOf(text: string): vscode.Uri {
    // With the end of line that a file ends in, so that VS Code's diff with one shows no difference in it.
    const content = text.endsWith('\n') ? text : `${text}\n`;
    const [held] = [...this.#texts].find(([, other]) => other === content) ?? [];
    if (held !== undefined) return vscode.Uri.parse(held, true);
    const uri = vscode.Uri.from({ scheme, path: '/Clipboard.showitl', query: String(this.#next++) });
    this.#texts.set(uri.toString(), content);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#texts.get(uri.toString()) ?? `${t('This text was lost when the window was reloaded. Paste it again.')}\n`
    );
  }

  /** Texts that are held, to be counted by tests. */
  get size(): number {
    return this.#texts.size;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#texts.clear();
  }
}
