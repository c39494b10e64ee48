import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import type { CommandContext } from '../host/context';
import { everyList, isInside } from '../host/files';
import { onDidChangeSeverities } from '../host/severities';
import { resultOf, unreadable, type Result, type Results } from './results';
import { withProgress } from '../host/progress';
import { Queue } from '../host/queue';
import { reasonOf, Refusal } from '../host/errors';
import type { Questions } from '../host/questions';

/** What package.json enables the command by that ends the check. */
const contextKey = 'trustList.workspaceIsChecked';

/**
 * The check of every list in the workspace: reads them all once, under progress that can be cancelled, and from then on
 * each that is written, made or deleted, until it is ended.
 */
export class WorkspaceCheck implements vscode.Disposable {
  /** While the workspace is checked: what follows its files. */
  #watch: vscode.Disposable | undefined;
  /** Files are read one after the other, so that of two results for one file the later one stays. */
  readonly #reading = new Queue();

  constructor(
    private readonly context: CommandContext,
    private readonly results: Results,
  ) {}

  get isOn(): boolean {
    return this.#watch !== undefined;
  }

  async run(): Promise<void> {
    const { questions } = this.context;
    if (vscode.workspace.workspaceFolders === undefined) {
      throw new Refusal('Open a folder to check the trust lists in it.');
    }
    this.end();
    const watch = (this.#watch = this.#startWatching());
    const found = await withProgress('Checking trust lists', (progress, token) =>
      this.#reading.run(() => this.#checkAll(watch, progress, token)),
    ).then(undefined, (error: unknown) => {
      // Files cannot be searched for everywhere.
      questions.refuse(`The trust lists in the workspace cannot be found: ${reasonOf(error)}`);
      return undefined;
    });
    if (this.#watch !== watch) return;
    if (found === undefined) {
      this.end();
      return;
    }
    void vscode.commands.executeCommand('setContext', contextKey, true);
    void tell(questions, found);
  }

  /** Forgets what was found, and follows the files no more. */
  end(): void {
    if (this.#watch === undefined) return;
    this.#watch.dispose();
    this.#watch = undefined;
    this.results.deleteChecked(this.results.checked);
    void vscode.commands.executeCommand('setContext', contextKey, false);
  }

  dispose(): void {
    this.#watch?.dispose();
  }

  /** What was found in each list; undefined if that was cancelled, or the check was ended or started again. */
  async #checkAll(
    watch: vscode.Disposable,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<readonly Result[] | undefined> {
    const uris = await vscode.workspace.findFiles(everyList, undefined, undefined, token);
    const found = new Map<vscode.Uri, Result>();
    for (const [index, uri] of uris.entries()) {
      if (token.isCancellationRequested || this.#watch !== watch) return undefined;
      progress.report({ message: `${index + 1} of ${uris.length}`, increment: 100 / uris.length });
      found.set(uri, await this.#check(uri));
    }
    if (token.isCancellationRequested || this.#watch !== watch) return undefined;
    this.results.setChecked(found);
    return [...found.values()];
  }

  #startWatching(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(everyList);
    const look = (uri: vscode.Uri): void => {
      this.#checkAgain([uri]);
    };
    // Of a folder that is deleted, renamed or put back, VS Code tells the folder alone.
    const folders = vscode.workspace.createFileSystemWatcher('**', false, true, false);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete((uri) => {
        void this.#reading.run(() => {
          this.results.deleteChecked([uri]);
        });
      }),
      folders,
      folders.onDidCreate((uri) => {
        if (!isListName(uri.path)) void this.#lookInto(uri);
      }),
      folders.onDidDelete((uri) => {
        this.#forgetInside(uri);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#forgetInside(uri);
        for (const { uri } of added) void this.#lookInto(uri);
      }),
      onDidChangeSeverities(() => {
        this.#checkAgain(this.results.checked);
      }),
    );
  }

  #forgetInside(folder: vscode.Uri): void {
    void this.#reading.run(() => {
      const inside = this.results.checked.filter((uri) => isInside(uri, folder));
      if (inside.length > 0) this.results.deleteChecked(inside);
    });
  }

  /** Checks the lists in a folder that has come; of a file there is nothing to look into. */
  async #lookInto(folder: vscode.Uri): Promise<void> {
    const watch = this.#watch;
    try {
      const { type } = await vscode.workspace.fs.stat(folder);
      if ((type & vscode.FileType.Directory) === 0) return;
      const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, everyList));
      if (uris.length > 0 && this.#watch === watch) this.#checkAgain(uris);
    } catch {
      // It has gone again, or cannot be searched: what is written into it later is seen as it comes.
    }
  }

  #checkAgain(uris: readonly vscode.Uri[]): void {
    const watch = this.#watch;
    void this.#reading.run(async () => {
      for (const uri of uris) {
        const result = await this.#check(uri);
        if (this.#watch !== watch) return;
        this.results.setChecked(new Map([[uri, result]]));
      }
    });
  }

  /** As it is on disk: `Results` puts what is open before it. */
  async #check(uri: vscode.Uri): Promise<Result> {
    try {
      return await resultOf(await this.context.documents.readFromDisk(uri));
    } catch (error) {
      return unreadable(error);
    }
  }
}

async function tell(questions: Questions, results: readonly Result[]): Promise<void> {
  const problems = 'Show Problems';
  const chosen = await questions.offer({ severity: 'information', message: summary(results), actions: [problems] });
  if (chosen === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function summary(results: readonly Result[]): string {
  if (results.length === 0) return 'There are no trust lists (*.tlv) in the workspace.';
  const failing = results.filter(({ kind }) => kind === 'unreadable').length;
  const lists = results.flatMap((result) => (result.kind === 'list' ? [result.verdict] : []));
  const unsound = lists.filter(({ outcome }) => outcome !== 'ok').length;
  const parts = [
    `${lists.length - unsound} verified`,
    ...(unsound > 0 ? [`${unsound} not`] : []),
    ...(failing > 0 ? [`${failing} could not be read`] : []),
  ];
  return `${results.length === 1 ? '1 trust list' : `${results.length} trust lists`} checked: ${parts.join(', ')}.`;
}
