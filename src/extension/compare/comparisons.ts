import * as vscode from 'vscode';
import type { FeatureContext } from '../host/context';
import { PageWindows } from '../host/page-windows';
import { fieldsOf } from '../host/target';
import { ComparePanel } from './panel';
import { isSources, type Sources } from './source';
import { PastedTexts } from './text-diff';

/** True while a file is selected to be compared with another one, as in package.json. */
const selectedContext = 'trustList.selectedForCompare';

/** The comparisons that are open, and the file that is selected for the next one. */
export class Comparisons implements vscode.Disposable {
  readonly pasted = new PastedTexts();
  readonly #windows: PageWindows<Sources, ComparePanel>;
  #selected: vscode.Uri | undefined;

  constructor(context: FeatureContext) {
    this.#windows = new PageWindows({
      viewType: 'trustList.compare',
      extensionUri: context.extensionUri,
      restored: (state) => {
        const { sources } = fieldsOf(state);
        return isSources(sources) ? sources : null;
      },
      make: (sources, panel) => new ComparePanel(sources, panel, context, this.pasted),
    });
  }

  /** The comparison that is in front. */
  get active(): ComparePanel | undefined {
    return this.#windows.active;
  }

  /** The file that was selected to be compared with another one. */
  get selected(): vscode.Uri | undefined {
    return this.#selected;
  }

  /** What is held, to be counted by tests. */
  get held(): { readonly comparisons: number; readonly pasted: number } {
    return { comparisons: this.#windows.all.length, pasted: this.pasted.size };
  }

  select(file: vscode.Uri): void {
    this.#selected = file;
    void vscode.commands.executeCommand('setContext', selectedContext, true);
  }

  /** Shows a comparison: in the window that it has, else in a new one. */
  open(sources: Sources): void {
    const wanted = JSON.stringify(sources);
    const open = this.#windows.all.find((panel) => JSON.stringify(panel.sources) === wanted);
    if (open === undefined) this.#windows.open(sources);
    else open.panel.reveal();
  }

  dispose(): void {
    this.#windows.dispose();
    this.pasted.dispose();
  }
}
