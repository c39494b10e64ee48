import * as vscode from 'vscode';
import type { VerdictOutcome } from '../../core/trust/verdict-sentences';
import type { Results } from './results';

/** How a list that is not sound is marked, in a sign and in a colour. */
const looks: Readonly<Record<Exclude<VerdictOutcome, 'ok'>, { readonly badge: string; readonly color: string }>> = {
  invalid: { badge: '✗', color: 'list.errorForeground' },
  unknown: { badge: '?', color: 'list.warningForeground' },
};

/**
 * Marks the lists that are not sound, in the Explorer and on their tabs: those that are open or were checked. VS Code
 * itself counts the problems of an open list there, so that gets no other sign.
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
    const summary = this.results.summary(uri);
    if (summary === undefined || summary.outcome === 'ok') return undefined;
    const isOpen = this.results.get(uri) !== undefined;
    const { badge, color } = looks[summary.outcome];
    const decoration = new vscode.FileDecoration(
      isOpen ? undefined : badge,
      summary.label,
      new vscode.ThemeColor(color),
    );
    decoration.propagate = !isOpen;
    return decoration;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
