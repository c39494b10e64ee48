import * as vscode from 'vscode';
import type { Documents } from '../host/documents';
import { oneLine } from '../host/findings';
import type { Result, Results } from './results';

/** The verdict on the list in front. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('trustList.verdict', vscode.StatusBarAlignment.Right, 100);
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(
    private readonly documents: Documents,
    private readonly results: Results,
  ) {
    this.#item.name = 'Trust List Verdict';
    this.#item.command = { title: 'Show the findings', command: 'workbench.actions.view.problems' };
    const show = (): void => {
      this.#show();
    };
    this.#subscriptions = [documents.onDidChangeActive(show), results.onDidChange(show)];
    this.#show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const { active } = this.documents;
    const result = active === undefined ? undefined : this.results.get(active.uri);
    if (result === undefined) {
      this.#item.hide();
      return;
    }
    const { icon, label, tooltip, background } = look(result);
    this.#item.text = `$(${icon}) ${label}`;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: `Trust list: ${tooltip.replaceAll('\n', ', ')}`, role: 'button' };
    this.#item.backgroundColor =
      background === null ? undefined : new vscode.ThemeColor(`statusBarItem.${background}Background`);
    this.#item.show();
  }
}

interface Look {
  readonly icon: string;
  readonly label: string;
  readonly tooltip: string;
  readonly background: 'error' | 'warning' | null;
}

function look(result: Result): Look {
  if (result.kind === 'unreadable') {
    return { icon: 'error', label: 'Not a trust list', tooltip: oneLine(result.message), background: 'error' };
  }
  const { report, verdict } = result;
  const tooltip = [verdict.label, oneLine(verdict.detail), counts(report.findings)].filter((line) => line !== '');
  const shown = { label: verdict.label, tooltip: tooltip.join('\n') };
  switch (verdict.outcome) {
    case 'ok':
      return { ...shown, icon: 'verified-filled', background: null };
    case 'unknown':
      return { ...shown, icon: 'question', background: 'warning' };
    case 'invalid':
      return { ...shown, icon: 'error', background: 'error' };
  }
}

/** `1 error, 2 warnings`; `nothing found`. */
function counts(findings: readonly { readonly severity: string }[]): string {
  const count = (severity: string): number => findings.filter((found) => found.severity === severity).length;
  const parts = [
    [count('error'), 'error'],
    [count('warning'), 'warning'],
    [count('information'), 'note'],
  ] as const;
  const written = parts
    .filter(([amount]) => amount > 0)
    .map(([amount, one]) => `${amount} ${one}${amount === 1 ? '' : 's'}`);
  return written.length === 0 ? 'nothing found' : written.join(', ');
}
