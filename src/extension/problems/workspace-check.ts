import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import type { CommandContext } from '../host/context';
import { loadEngine } from '../host/engine';
import { reasonOf } from '../host/errors';
import { everyList, isInside } from '../host/files';
import { Queue } from '../host/queue';
import type { CheckView } from './protocol';
import { resultOf, unreadable } from './result';
import type { Results } from './results';
import { checkedSentence, summaryOf, worstOutcome, type ListSummary } from './summary';
import { t } from '../../core/words/translate';

/** What package.json enables the command by that ends the check. */
const contextKey = 'trustList.workspaceIsChecked';

/** How often what was found is shown while files are read, in milliseconds. */
const showEvery = 100;

type State =
  | { readonly phase: 'off' | 'checked' }
  | { readonly phase: 'checking' | 'cancelled'; readonly done: number; readonly total: number | null }
  | { readonly phase: 'failed'; readonly message: string };

/**
 * The check of every list in the workspace: reads them all once, which can be cancelled, and from then on each that is
 * written, made or deleted, until it is ended.
 */
export class WorkspaceCheck implements vscode.Disposable {
  /** While the workspace is checked: what follows its files. */
  #watch: vscode.Disposable | undefined;
  #cancellation: vscode.CancellationTokenSource | undefined;
  #state: State = { phase: 'off' };
  /** Files are read one after the other, so that of two results for one file the later one stays. */
  readonly #reading = new Queue();
  readonly #didChange = new vscode.EventEmitter<void>();

  /** It is further, or has begun again. What was found is told by `Results`. */
  readonly onDidChange = this.#didChange.event;

  constructor(
    private readonly context: CommandContext,
    private readonly results: Results,
  ) {}

  get isOn(): boolean {
    return this.#watch !== undefined;
  }

  get view(): CheckView {
    const state = this.#state;
    const nothing = { done: 0, total: 0 };
    switch (state.phase) {
      case 'off':
        return { phase: 'off', ...nothing, headline: t('The workspace is not being checked'), outcome: null };
      case 'failed':
        return { phase: 'failed', ...nothing, headline: state.message, outcome: 'unknown' };
      case 'checking': {
        const headline = state.total === null ? t('Looking for trust lists…') : t('Checking trust lists…');
        return { ...state, headline, outcome: null };
      }
      case 'cancelled': {
        const { headline, outcome } = this.#answer();
        // What was not read may be sound or not.
        const known = outcome === 'invalid' ? outcome : 'unknown';
        return { ...state, headline: t('Cancelled. {headline}', { headline }), outcome: known };
      }
      case 'checked': {
        const { checked } = this.results;
        return { phase: 'checked', done: checked.length, total: checked.length, ...this.#answer() };
      }
    }
  }

  #answer(): Pick<CheckView, 'headline' | 'outcome'> {
    const summaries = this.results.checked.flatMap((uri) => this.results.summary(uri) ?? []);
    return { headline: checkedSentence(summaries), outcome: worstOutcome(summaries) };
  }

  async run(): Promise<void> {
    this.end();
    const watch = (this.#watch = this.#startWatching());
    const cancellation = (this.#cancellation = new vscode.CancellationTokenSource());
    // First: whoever sees a table that is checked finds the command that stops it.
    void vscode.commands.executeCommand('setContext', contextKey, true);
    this.#set({ phase: 'checking', done: 0, total: null });
    const { token } = cancellation;
    const state = await this.#reading.run(() => this.#checkAll(watch, token)).catch(cannotBeFound);
    cancellation.dispose();
    if (this.#watch !== watch) return;
    this.#cancellation = undefined;
    this.#set(state);
    if (state.phase === 'checked') this.context.questions.tell(`${this.view.headline}.`);
  }

  /** Reads no further. What was found stays, and its files are followed. */
  cancel(): void {
    this.#cancellation?.cancel();
  }

  /** Forgets what was found, and follows the files no more. */
  end(): void {
    if (this.#watch === undefined) return;
    this.#cancellation?.cancel();
    this.#cancellation = undefined;
    this.#watch.dispose();
    this.#watch = undefined;
    this.results.deleteChecked(this.results.checked);
    this.#set({ phase: 'off' });
    void vscode.commands.executeCommand('setContext', contextKey, false);
  }

  dispose(): void {
    this.#cancellation?.cancel();
    this.#watch?.dispose();
    this.#watch = undefined; // what is still in the queue is not read
    this.#didChange.dispose();
  }

  #set(state: State): void {
    this.#state = state;
    this.#didChange.fire();
  }

  /** Checks each list until that is cancelled, or the check is ended or begun again. */
  async #checkAll(watch: vscode.Disposable, token: vscode.CancellationToken): Promise<State> {
    const uris = await vscode.workspace.findFiles(everyList, undefined, undefined, token);
    let found = new Map<vscode.Uri, ListSummary>();
    let [done, shown] = [0, performance.now()];
    const show = (): void => {
      if (this.#watch !== watch) return;
      this.results.setChecked(found);
      this.#set({ phase: 'checking', done, total: uris.length });
      found = new Map();
      shown = performance.now();
    };
    for (const uri of uris) {
      if (token.isCancellationRequested || this.#watch !== watch) break;
      found.set(uri, await this.#check(uri));
      done += 1;
      if (performance.now() - shown >= showEvery) show();
    }
    show();
    return token.isCancellationRequested ? { phase: 'cancelled', done, total: uris.length } : { phase: 'checked' };
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
        if (this.#watch !== watch) return;
        const summary = await this.#check(uri);
        if (this.#watch !== watch) return;
        this.results.setChecked(new Map([[uri, summary]]));
      }
    });
  }

  /** As it is on disk: `Results` puts what is open before it. */
  async #check(uri: vscode.Uri): Promise<ListSummary> {
    const engine = await loadEngine();
    const result = await this.context.documents.readFromDisk(uri).then(resultOf).catch(unreadable);
    return summaryOf(engine, result);
  }
}

/** Files cannot be searched for everywhere. */
function cannotBeFound(error: unknown): State {
  return {
    phase: 'failed',
    message: t('The trust lists in the workspace cannot be found: {reason}', { reason: reasonOf(error) }),
  };
}
