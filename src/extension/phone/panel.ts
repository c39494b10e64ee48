import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import type { EraseConditionId } from '../../core/phone/rules';
import type { Documents } from '../host/documents';
import { showPage } from '../host/page';
import type { SignedDocuments } from '../host/signed-documents';
import type { Content, FactId, FromPage, ToPage, VersionId } from './protocol';
import { reasonOf } from '../host/errors';

/** What one window about phones is about. */
export interface PageModel {
  readonly title: string;
  /** Files whose changes make it tell something else. */
  readonly files: readonly vscode.Uri[];
  /** Rejects, with one sentence, where a file cannot be read. */
  read(): Promise<Content>;
  /** The file of this name, where a page may show it. */
  fileOf(name: string): vscode.Uri | undefined;
  /** Forgets what it keeps between two readings: the page is shown anew. */
  refresh?(): void;
  /** Asks anew what it is about. */
  change?(): Promise<void>;
  save?(): Promise<void>;
  takeFact?(id: FactId, answer: boolean | null): void;
  chooseStores?(): Promise<void>;
  forgetStores?(): void;
  takeEraseAnswer?(id: EraseConditionId, answer: boolean | null): void;
  takeVersion?(id: VersionId, answer: number | null): void;
  /** Plain JSON from which it is made again after a restart. */
  readonly kept?: unknown;
}

export const phoneViewType = 'trustList.phone';

/** A window about phones: a verdict, a plan or a log. What the page shows is always the state of this moment. */
export class PhonePanel implements vscode.Disposable {
  /** The page listens. It does not before its script has run, nor while it is hidden, when VS Code unloads it. */
  #isReady = false;
  #isDisposed = false;
  #revision = 0;
  #watched = vscode.Disposable.from();
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(
    private readonly subject: PageModel,
    private readonly extensionUri: vscode.Uri,
    private readonly documents: Documents,
    signed: SignedDocuments,
    private readonly panel: vscode.WebviewPanel,
    onClosed: () => void,
  ) {
    panel.title = subject.title;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    const changed = ({ uri }: { readonly uri: vscode.Uri }): void => {
      if (subject.files.some((file) => file.toString() === uri.toString())) void this.#show();
    };
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((message: FromPage) => {
        this.#receive(message).catch((error: unknown) => {
          if (!(error instanceof vscode.CancellationError)) void vscode.window.showErrorMessage(reasonOf(error));
        });
      }),
      documents.onDidOpen(changed),
      documents.onDidChange(changed),
      documents.onDidClose(changed),
      signed.onDidChange(changed),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        changed(document);
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#isReady = false;
      }),
      panel.onDidDispose(() => {
        this.#isReady = false;
        this.#isDisposed = true;
        // What is being read has no window any more.
        this.#revision += 1;
        this.#watched.dispose();
        for (const subscription of this.#subscriptions) subscription.dispose();
        onClosed();
      }),
    );
    this.#watch();
    this.#subscriptions.push(showPage(panel, extensionUri, 'phone'));
  }

  dispose(): void {
    this.panel.dispose();
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.subject.refresh?.();
        await this.#show();
        return;
      case 'reveal':
        await this.#reveal(message.file, message.record);
        return;
      case 'rule':
        await this.#showRule(message.rule);
        return;
      case 'change':
        await this.subject.change?.();
        this.#watch();
        await this.#show();
        return;
      case 'save':
        await this.subject.save?.();
        return;
      case 'fact':
        this.subject.takeFact?.(message.id, message.answer);
        await this.#show();
        return;
      case 'stores':
        if (message.action === 'forget') this.subject.forgetStores?.();
        else await this.subject.chooseStores?.();
        this.#watch();
        await this.#show();
        return;
      case 'erase':
        this.subject.takeEraseAnswer?.(message.id, message.answer);
        await this.#show();
        return;
      case 'version':
        this.subject.takeVersion?.(message.id, message.answer);
        await this.#show();
        return;
      case 'line':
        await this.#showLine(message.line);
        return;
    }
  }

  async #show(): Promise<void> {
    if (!this.#isReady) return;
    const revision = (this.#revision += 1);
    const content = await this.subject.read().catch((error: unknown): Content => ({
      kind: 'failed',
      message: reasonOf(error),
      canChange: this.subject.change !== undefined,
    }));
    if (revision !== this.#revision) return;
    this.panel.title = this.subject.title;
    const kept = this.subject.kept ?? null;
    await this.panel.webview.postMessage({ type: 'show', content, kept } satisfies ToPage);
  }

  #watch(): void {
    this.#watched.dispose();
    // The window may be closed while a question is open.
    if (this.#isDisposed) return;
    const files = this.subject.files.filter(({ scheme }) => scheme !== 'untitled');
    this.#watched = vscode.Disposable.from(
      ...files.map((file) =>
        this.documents.watchers.watch(file, () => {
          if (this.documents.get(file) === undefined) void this.#show();
        }),
      ),
    );
  }

  async #reveal(name: string, record: number | null): Promise<void> {
    const uri = this.subject.fileOf(name);
    if (uri === undefined) return;
    if (isListName(uri.path) && (await this.documents.read(uri)).decoded.ok) {
      await this.documents.revealRecord(uri, record);
    } else await vscode.commands.executeCommand('vscode.open', uri);
  }

  async #showRule(rule: string): Promise<void> {
    const fragment = /^(P[1-9]|L1)$/.test(rule) ? rule.toLowerCase() : '';
    const page = vscode.Uri.joinPath(this.extensionUri, 'docs', 'phone-rules.md');
    await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment }));
  }

  async #showLine(line: number): Promise<void> {
    const [log] = this.subject.files;
    if (log === undefined) return;
    const document = await vscode.workspace.openTextDocument(log);
    const { range } = document.lineAt(Math.min(Math.max(line, 1), document.lineCount) - 1);
    await vscode.window.showTextDocument(document, { selection: range, viewColumn: vscode.ViewColumn.Beside });
  }
}
