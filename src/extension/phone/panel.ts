import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import type { FeatureContext } from '../host/context';
import { reasonOf } from '../host/errors';
import { PagePanel } from '../host/page-panel';
import type { EventOf } from '../host/protocol';
import { showLine } from '../host/show-line';
import type { PageModel } from './page-model';
import type { Content, FromPage, ToPage } from './protocol';

/** A window about phones: a verdict, a plan or a log. */
export class PhonePanel extends PagePanel<ToPage, FromPage> {
  protected override readonly answers = {};
  #isClosed = false;
  #watched = vscode.Disposable.from();

  constructor(
    readonly model: PageModel,
    panel: vscode.WebviewPanel,
    private readonly feature: FeatureContext,
  ) {
    super(panel, feature, 'phone');
    panel.title = model.title;
    const changed = ({ uri }: { readonly uri: vscode.Uri }): void => {
      if (model.files.some((file) => file.toString() === uri.toString())) this.refresh();
    };
    this.own(
      feature.documents.onDidTouch(changed),
      feature.signed.onDidChange(changed),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        changed(document);
      }),
      new vscode.Disposable(() => {
        this.#isClosed = true;
        this.#watched.dispose();
      }),
    );
    this.#watch();
  }

  protected override entered(): void {
    this.model.refresh?.();
  }

  protected override async receive(message: EventOf<FromPage>): Promise<void> {
    const { model } = this;
    switch (message.type) {
      case 'reveal':
        return this.#reveal(message.file, message.record);
      case 'rule':
        return this.#showRule(message.rule);
      case 'line':
        return this.#showLine(message.line);
      case 'save':
        return model.save?.();
      case 'copyAddress':
        return model.copyAddress?.();
      case 'carryOn':
        return model.carryOn?.();
      case 'change':
        await model.change?.();
        this.#watch();
        break;
      case 'stores':
        if (message.action === 'forget') model.forgetStores?.();
        else await model.chooseStores?.();
        this.#watch();
        break;
      case 'fact':
        model.takeFact?.(message.id, message.answer);
        break;
      case 'erase':
        model.takeEraseAnswer?.(message.id, message.answer);
        break;
      case 'version':
        model.takeVersion?.(message.id, message.answer);
        break;
    }
    this.refresh();
  }

  protected override async show(revision: number): Promise<void> {
    const { model } = this;
    const content = await model.read().catch((error: unknown): Content => ({
      kind: 'failed',
      message: reasonOf(error),
      canChange: model.change !== undefined,
    }));
    if (!this.isCurrent(revision)) return;
    this.panel.title = model.title;
    await this.post(revision, { type: 'show', content, kept: model.kept ?? null });
  }

  #watch(): void {
    this.#watched.dispose();
    // The window may be closed while a question is open.
    if (this.#isClosed) return;
    const { documents } = this.feature;
    const files = this.model.files.filter(({ scheme }) => scheme !== 'untitled');
    this.#watched = vscode.Disposable.from(
      ...files.map((file) =>
        documents.watchers.watch(file, () => {
          if (documents.get(file) === undefined) this.refresh();
        }),
      ),
    );
  }

  async #reveal(name: string, record: number | null): Promise<void> {
    const uri = this.model.fileOf(name);
    if (uri === undefined) return;
    const { documents } = this.feature;
    if (isListName(uri.path) && (await documents.read(uri)).decoded.ok) await documents.revealRecord(uri, record);
    else await vscode.commands.executeCommand('vscode.open', uri);
  }

  async #showRule(rule: string): Promise<void> {
    await this.feature.manual.show('phone-rules.md', rule.toLowerCase());
  }

  async #showLine(line: number): Promise<void> {
    const [log] = this.model.files;
    if (log === undefined) return;
    await showLine(log, line, { viewColumn: columnOf(log) ?? vscode.ViewColumn.Beside });
  }
}

/** Where a text is open already: it is not opened a second time beside it. */
function columnOf(file: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === file.toString()),
  )?.viewColumn;
}
