import * as vscode from 'vscode';
import { registerCommands, type Command } from '../host/command';
import type { FeatureContext } from '../host/context';
import { explainCommand } from '../host/finding-commands';
import type { Manual } from '../host/manual';
import { Decorations } from './decorations';
import { Diagnostics } from './diagnostics';
import { Results } from './results';
import { StatusBar } from './status-bar';
import { WorkspaceCheck } from './workspace-check';

/** What VS Code itself shows of lists: Problems panel, explorer, tabs and status bar. */
export class ProblemsFeature implements vscode.Disposable {
  readonly #results: Results;
  readonly #diagnostics: Diagnostics;
  readonly #check: WorkspaceCheck;
  readonly #all: vscode.Disposable;

  constructor(context: FeatureContext) {
    this.#results = new Results(context.documents);
    this.#diagnostics = new Diagnostics(this.#results, context.extensionId);
    this.#check = new WorkspaceCheck(context, this.#results);
    this.#all = vscode.Disposable.from(
      this.#results,
      this.#diagnostics,
      this.#check,
      new Decorations(this.#results),
      new StatusBar(context.documents, this.#results),
      registerCommands(context, this.#commands(context.manual)),
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

  #commands(manual: Manual): readonly Command[] {
    return [
      { id: 'trustList.checkWorkspace', run: () => this.#check.run() },
      {
        id: 'trustList.endWorkspaceCheck',
        run: () => {
          this.#check.end();
        },
      },
      {
        // Shows what the catalogue says of a code: its section of the page of findings.
        id: explainCommand,
        run: (_, code) => manual.show('findings.md', typeof code === 'string' ? code : ''),
      },
    ];
  }
}
