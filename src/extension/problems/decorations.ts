import * as vscode from 'vscode';
import { explorerWords } from './looks';
import type { Results } from './results';

/**
 * Colours the lists that are not sound, in the explorer and on their tabs: those that are open or were checked. VS Code
 * itself counts their problems there.
 */
export class Decorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #registration: vscode.Disposable;
  readonly onDidChangeFileDecorations: vscode.Event<vscode.Uri[]>;

  constructor(private readonly results: Results) {
    this.onDidChangeFileDecorations = (listener, ...rest) =>
      results.onDidChange(
        (uris) => {
          listener([...uris]);
        },
        ...rest,
      );
    this.#registration = vscode.window.registerFileDecorationProvider(this);
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const result = this.results.get(uri);
    const words = result === undefined ? null : explorerWords(result);
    return words === null
      ? undefined
      : new vscode.FileDecoration(undefined, words, new vscode.ThemeColor('list.errorForeground'));
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
