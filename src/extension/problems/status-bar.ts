import * as vscode from 'vscode';
import type { Documents } from '../host/documents';
import { barLook } from './looks';
import type { Results } from './results';
import { t } from '../../core/words/translate';

/** The verdict on the list in front. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('trustList.verdict', vscode.StatusBarAlignment.Right, 100);
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(
    private readonly documents: Documents,
    private readonly results: Results,
  ) {
    this.#item.name = t('Trust List Verdict');
    this.#item.command = { title: t('Show the findings'), command: 'workbench.actions.view.problems' };
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
    const { icon, label, tooltip, background } = barLook(result);
    this.#item.text = `$(${icon}) ${label}`;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = {
      label: t('Trust list: {verdict}', { verdict: tooltip.replaceAll('\n', ', ') }),
      role: 'button',
    };
    this.#item.backgroundColor =
      background === null ? undefined : new vscode.ThemeColor(`statusBarItem.${background}Background`);
    this.#item.show();
  }
}
