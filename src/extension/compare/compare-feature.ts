import * as vscode from 'vscode';
import type { Questions } from '../host/questions';
import type { Documents } from '../host/documents';
import { registerCompareCommands } from './commands/register';
import { ComparePanel } from './panel';
import { PastedTexts } from './pasted-texts';
import { isSources, type Sources } from './source';

/** The view type of the comparison's window, as in package.json. */
const viewType = 'trustList.compare';
/** True while a file is selected to be compared with another one, as in package.json. */
const selectedContext = 'trustList.selectedForCompare';

/** The comparisons that are open, and the ways into them. */
export class CompareFeature implements vscode.Disposable {
  readonly pasted = new PastedTexts();
  readonly #panels = new Set<ComparePanel>();
  readonly #subscription: vscode.Disposable;
  #selected: vscode.Uri | undefined;

  constructor(
    readonly extensionUri: vscode.Uri,
    readonly documents: Documents,
    readonly questions: Questions,
  ) {
    this.#subscription = vscode.Disposable.from(
      this.pasted,
      registerCompareCommands(this),
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
      }),
    );
  }

  /** The comparison that is in front. */
  get active(): ComparePanel | undefined {
    return [...this.#panels].find(({ panel }) => panel.active);
  }

  /** The file that was selected to be compared with another one. */
  get selected(): vscode.Uri | undefined {
    return this.#selected;
  }

  /** What is held, to be counted by tests. */
  get held(): { readonly comparisons: number; readonly pasted: number } {
    return { comparisons: this.#panels.size, pasted: this.pasted.size };
  }

  select(file: vscode.Uri): void {
    this.#selected = file;
    void vscode.commands.executeCommand('setContext', selectedContext, true);
  }

  /** Shows a comparison: in the window that it has, else in a new one. */
  open(sources: Sources): void {
    const wanted = JSON.stringify(sources);
    const open = [...this.#panels].find((panel) => JSON.stringify(panel.sources) === wanted);
    if (open !== undefined) {
      open.panel.reveal();
      return;
    }
    this.#add(sources, vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active));
  }

  dispose(): void {
    for (const { panel } of [...this.#panels]) panel.dispose();
    this.#subscription.dispose();
  }

  #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const sources: unknown = typeof state === 'object' && state !== null && 'sources' in state ? state.sources : null;
    if (isSources(sources)) this.#add(sources, panel);
    else panel.dispose();
    return Promise.resolve();
  }

  #add(sources: Sources, panel: vscode.WebviewPanel): void {
    const opened = new ComparePanel(sources, panel, this);
    this.#panels.add(opened);
    panel.onDidDispose(() => {
      this.#panels.delete(opened);
      opened.dispose();
    });
  }
}
