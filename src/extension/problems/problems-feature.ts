import * as vscode from 'vscode';
import type { Documents } from '../host/documents';
import { Decorations } from './decorations';
import { Diagnostics } from './diagnostics';
import { Results } from './results';
import { StatusBar } from './status-bar';
import { WorkspaceCheck } from './workspace-check';

/** What VS Code itself shows of lists: Problems panel, explorer, tabs and status bar. */
export class Problems implements vscode.Disposable {
  readonly #results: Results;
  readonly #diagnostics: Diagnostics;
  readonly #check: WorkspaceCheck;
  readonly #all: vscode.Disposable;

  constructor(documents: Documents, extensionId: string) {
    this.#results = new Results(documents);
    this.#diagnostics = new Diagnostics(this.#results, extensionId);
    this.#check = new WorkspaceCheck(documents, this.#results);
    this.#all = vscode.Disposable.from(
      this.#results,
      this.#diagnostics,
      this.#check,
      new Decorations(this.#results),
      new StatusBar(documents, this.#results),
      vscode.commands.registerCommand('trustList.checkWorkspace', () => this.#check.run()),
      vscode.commands.registerCommand('trustList.endWorkspaceCheck', () => {
        this.#check.end();
      }),
    );
  }

  /** True for a list whose findings are in the Problems panel. */
  has(list: vscode.Uri): boolean {
    return this.#results.get(list) !== undefined;
  }

  /** What is held, to be counted by tests. */
  get held(): { readonly results: number; readonly diagnostics: number; readonly checks: number } {
    return { results: this.#results.size, diagnostics: this.#diagnostics.size, checks: this.#check.isOn ? 1 : 0 };
  }

  dispose(): void {
    this.#all.dispose();
  }
}
