import * as vscode from 'vscode';
import { editorViewType } from '../host/documents';
import type { FeatureContext } from '../host/context';
import { relativePath } from '../host/list-uris';
import { PagePanel } from '../host/page-panel';
import type { EventOf } from '../host/protocol';
import { writeFile } from '../host/small-file';
import type { FromPage, ListRow, ToPage } from './protocol';
import type { Results } from './results';
import type { WorkspaceCheck } from './workspace-check';
import { t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

/** Rows that go to the page at once. */
const part = 5_000;

/** How long changes are collected before the page is told of them, in milliseconds. */
const pause = 100;

/** The window with the table of the trust lists in the workspace. */
export class WorkspacePanel extends PagePanel<ToPage, FromPage> {
  protected override readonly answers = {};
  /** What the page has not been told of yet, by URI. */
  readonly #changed = new Map<string, vscode.Uri>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The page is being sent all rows. */
  #isShowing = false;

  constructor(
    panel: vscode.WebviewPanel,
    context: FeatureContext,
    private readonly check: WorkspaceCheck,
    private readonly results: Results,
  ) {
    super(panel, context, 'workspace');
    panel.title = t('Trust Lists in the Workspace');
    this.own(
      results.onDidChange((uris) => {
        for (const uri of uris) this.#changed.set(uri.toString(), uri);
        this.#tellSoon();
      }),
      check.onDidChange(() => {
        this.#tellSoon();
      }),
      new vscode.Disposable(() => {
        clearTimeout(this.#timer);
        // Nobody can see what is found any more, or cancel it.
        check.cancel();
      }),
    );
  }

  protected override async show(revision: number): Promise<void> {
    this.#isShowing = true;
    this.#changed.clear();
    try {
      const rows = this.results.checked.flatMap((uri) => this.#row(uri) ?? []);
      const check = this.check.view; // once: it counts all lists
      for (let start = 0; start === 0 || start < rows.length; start += part) {
        const isLast = start + part >= rows.length;
        const message = { rows: rows.slice(start, start + part), isLast, check };
        await this.post(revision, { type: 'show', ...message });
      }
    } finally {
      this.#isShowing = false;
    }
    this.#tellSoon();
  }

  protected override async receive(message: EventOf<FromPage>): Promise<void> {
    switch (message.type) {
      case 'open':
        await vscode.commands.executeCommand('vscode.openWith', this.#uri(message.uri), editorViewType);
        return;
      case 'compare': {
        const files = [this.#uri(message.left), this.#uri(message.right)];
        await vscode.commands.executeCommand('trustList.compareSelected', files[0], files);
        return;
      }
      case 'check':
        return this.check.run();
      case 'cancel':
        this.check.cancel();
        return;
      case 'save':
        return this.#save(message.csv);
    }
  }

  async #save(csv: string): Promise<void> {
    const folder = firstFolder();
    const { questions } = this.context;
    const question = { title: t('Save Table'), kind: 'any', folder, name: 'trust-lists.csv' } as const;
    await writeFile(await questions.fileToWrite(question), csv);
  }

  #tellSoon(): void {
    if (this.#isShowing) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#tell();
    }, pause);
  }

  async #tell(): Promise<void> {
    // It is shown everything once it listens.
    if (!this.isCurrent(this.revision) || this.#isShowing) return;
    const changed = [...this.#changed.values()];
    this.#changed.clear();
    const rows = changed.flatMap((uri) => this.#row(uri) ?? []);
    const removed = changed.filter((uri) => !this.results.isChecked(uri)).map(String);
    await this.post(this.revision, { type: 'update', rows, removed, check: this.check.view });
  }

  #row(uri: vscode.Uri): ListRow | null {
    const summary = this.results.isChecked(uri) ? this.results.summary(uri) : undefined;
    return summary === undefined ? null : { ...summary, uri: uri.toString(), file: relativePath(uri) };
  }

  /** A file that the table has a row of: no other is opened for the page. */
  #uri(text: string): vscode.Uri {
    const uri = vscode.Uri.parse(text, true);
    if (!this.results.isChecked(uri)) throw new Error(t('The table does not contain this file any more.'));
    return uri;
  }
}
