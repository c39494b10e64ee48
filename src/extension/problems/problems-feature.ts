import * as vscode from 'vscode';
import { attempt, registerCommands, type Command } from '../host/command';
import type { FeatureContext } from '../host/context';
import { explainCommand } from '../host/finding-commands';
import type { FindingsInTexts } from '../host/findings';
import type { Manual } from '../host/manual';
import { PageWindows } from '../host/page-windows';
import type { Questions } from '../host/questions';
import { Decorations } from './decorations';
import { Diagnostics } from './diagnostics';
import { Results } from './results';
import { StatusBar } from './status-bar';
import { WorkspaceCheck } from './workspace-check';
import { WorkspacePanel } from './workspace-panel';
import { t } from '../../core/words/translate';

/** What VS Code itself shows of lists: Problems panel, Explorer, tabs and status bar; and the table of all of them. */
export class ProblemsFeature implements vscode.Disposable {
  readonly #results: Results;
  readonly #diagnostics: Diagnostics;
  readonly #check: WorkspaceCheck;
  readonly #windows: PageWindows<WorkspaceCheck, WorkspacePanel>;
  readonly #all: vscode.Disposable;

  constructor(context: FeatureContext, texts: FindingsInTexts) {
    this.#results = new Results(context.documents);
    this.#diagnostics = new Diagnostics(this.#results, texts, context.extensionId);
    this.#check = new WorkspaceCheck(context, this.#results);
    this.#windows = new PageWindows({
      viewType: 'trustList.workspace',
      extensionUri: context.extensionUri,
      restored: () => this.#restored(context),
      make: (check, panel) => new WorkspacePanel(panel, context, check, this.#results),
    });
    this.#all = vscode.Disposable.from(
      this.#windows,
      this.#check,
      this.#diagnostics,
      this.#results,
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

  /** The table shows what is there after a restart: the lists are checked again. */
  #restored(context: FeatureContext): WorkspaceCheck | null {
    if (vscode.workspace.workspaceFolders === undefined) return null;
    if (!this.#check.isOn) void attempt(context.questions, () => this.#check.run());
    return this.#check;
  }

  #showTable(): void {
    const [open] = this.#windows.all;
    if (open === undefined) this.#windows.open(this.#check);
    else open.panel.reveal();
  }

  #commands(manual: Manual): readonly Command[] {
    return [
      {
        id: 'trustList.checkWorkspace',
        run: async ({ questions }) => {
          if (vscode.workspace.workspaceFolders === undefined) {
            await offerFolder(questions);
            return;
          }
          this.#showTable();
          await this.#check.run();
        },
      },
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

/** Without a folder there is nothing to check; opening one starts the window again. */
async function offerFolder(questions: Questions): Promise<void> {
  const action = t('Open Folder…');
  const message = t('Open a folder to check the trust lists in it.');
  const chosen = await questions.offer({ severity: 'information', message, actions: [action] });
  if (chosen === action) await vscode.commands.executeCommand('workbench.action.files.openFolder');
}
