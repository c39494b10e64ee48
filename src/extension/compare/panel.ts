import * as vscode from 'vscode';
import { isSavedVersion, type Documents } from '../host/documents';
import { loadEngine } from '../host/list-state';
import { showPage } from '../host/page';
import { compareAsText } from './as-text';
import type { Content, Direction, FromPage, Replies, Request, SideName, SideView, ToPage } from './protocol';
import type { PastedTexts } from './pasted-texts';
import { outputsIn, readSide, type Side } from './side';
import { namesOf, type Source, type Sources } from './source';
import { sideView, View } from './view';
import { reasonOf } from '../host/errors';

/** What a comparison works with. */
interface CommandContext {
  readonly extensionUri: vscode.Uri;
  readonly documents: Documents;
  readonly pasted: PastedTexts;
}

/** The window of one comparison: what the page shows is always the state of the sides of this moment. */
export class ComparePanel implements vscode.Disposable {
  /** The page listens. It does not before its script has run, nor while it is hidden, when VS Code unloads it. */
  #isReady = false;
  #sources: Sources;
  #revision = 0;
  /** What there is to show of the revision: made when it is asked for. */
  #state: { readonly revision: number; readonly state: Promise<State> } | undefined;
  #followed = vscode.Disposable.from();
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(
    sources: Sources,
    readonly panel: vscode.WebviewPanel,
    private readonly context: CommandContext,
  ) {
    const { webview } = panel;
    const { extensionUri, documents } = context;
    this.#sources = sources;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    const changed = ({ uri }: { readonly uri: vscode.Uri }): void => {
      if (this.#shows(uri)) this.#refresh();
    };
    this.#subscriptions.push(
      webview.onDidReceiveMessage((message: FromPage) => {
        this.#receive(message);
      }),
      documents.onDidOpen(changed),
      documents.onDidChange(changed),
      documents.onDidClose(changed),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        changed(document);
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#isReady = false;
      }),
    );
    this.#follow();
    this.#subscriptions.push(showPage(panel, extensionUri, 'compare'));
  }

  get sources(): Sources {
    return this.#sources;
  }

  /** Shows the next or the previous difference. */
  go(to: Direction): void {
    void this.#post({ type: 'go', to });
  }

  swap(): void {
    const { left, right } = this.#sources;
    this.#sources = { left: right, right: left };
    this.#follow();
    this.#refresh();
  }

  dispose(): void {
    this.#isReady = false;
    this.#followed.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        refuseWhereItFails(this.#show());
        return;
      case 'swap':
        this.swap();
        return;
      case 'compareAsText':
        refuseWhereItFails(compareAsText(this.#sources, this.context.pasted));
        return;
      case 'show':
        refuseWhereItFails(this.#showSide(message.side, message.record));
        return;
      case 'request':
        void this.#reply(message);
        return;
    }
  }

  /** Watches the files that are not followed as open documents. */
  #follow(): void {
    const { left, right } = this.#sources;
    const names = namesOf(this.#sources);
    this.panel.title = `${names.left} ↔ ${names.right}`;
    this.#followed.dispose();
    this.#followed = vscode.Disposable.from(...[left, right].flatMap((source) => this.#watch(source)));
  }

  #watch(source: Source): vscode.Disposable[] {
    if (source.kind === 'pasted') return [];
    const uri = vscode.Uri.parse(source.uri, true);
    if (uri.scheme === 'untitled' || uri.scheme === 'git') return [];
    const file = uri.with({ fragment: '' });
    return [
      this.context.documents.watchers.watch(file, () => {
        if (isSavedVersion(uri) || this.context.documents.get(uri) === undefined) this.#refresh();
      }),
    ];
  }

  #shows(uri: vscode.Uri): boolean {
    const { left, right } = this.#sources;
    return [left, right].some((source) => source.kind !== 'pasted' && source.uri === uri.toString());
  }

  #refresh(): void {
    this.#revision += 1;
    refuseWhereItFails(this.#show());
  }

  /** The records first, then what a phone makes of the lists. */
  async #show(): Promise<void> {
    if (!this.#isReady) return;
    const revision = this.#revision;
    const { content, view } = await this.#stateNow();
    if (revision !== this.#revision) return;
    await this.#post({ type: 'open', revision, content });
    if (view === null) return;
    const phone = await view.phone();
    if (revision === this.#revision) await this.#post({ type: 'phone', revision, phone });
  }

  #stateNow(): Promise<State> {
    if (this.#state?.revision !== this.#revision) {
      const state = this.#read(this.#sources);
      this.#state = { revision: this.#revision, state };
      // Read anew when it is next asked for.
      state.catch(() => {
        if (this.#state?.state === state) this.#state = undefined;
      });
    }
    return this.#state.state;
  }

  async #read(sources: Sources): Promise<State> {
    const names = namesOf(sources);
    const sides = await Promise.all([
      this.#readSide(sources.left, names.left),
      this.#readSide(sources.right, names.right),
    ]);
    const [left, right] = sides;
    const shown = { sources, left: shownSide(left), right: shownSide(right) };
    if ('problem' in left || 'problem' in right) return { content: { kind: 'unreadable', ...shown }, view: null };
    const engine = await loadEngine();
    const view = new View(engine, await engine.loadComparing(), await engine.loadPhoning(), left, right);
    return { content: { kind: 'comparison', ...shown, comparison: view.open() }, view };
  }

  async #readSide(source: Source, name: string): Promise<Side | Problem> {
    try {
      return await readSide(source, name, this.context.documents);
    } catch (error) {
      return { name, problem: reasonOf(error) };
    }
  }

  async #reply({ id, revision, request }: Extract<FromPage, { type: 'request' }>): Promise<void> {
    try {
      if (revision !== this.#revision) throw new Error('The lists have changed since this was asked for.');
      const value = await this.#answer(request);
      await this.#post({ type: 'reply', id, ok: true, value });
    } catch (error) {
      await this.#post({ type: 'reply', id, ok: false, message: reasonOf(error) });
    }
  }

  async #answer(request: Request): Promise<Replies[Request['kind']]> {
    const { view } = await this.#stateNow();
    if (view === null) throw new Error('A side cannot be read.');
    switch (request.kind) {
      case 'fields':
        return view.fields(request.first, request.count);
      case 'copy':
        await vscode.env.clipboard.writeText(await view.copy(request.format, request.hideForm));
        return null;
    }
  }

  async #showSide(name: SideName, record: number | null): Promise<void> {
    const source = this.#sources[name];
    if (source.kind !== 'list') {
      await this.#showText(source, record);
      return;
    }
    await this.context.documents.revealRecord(vscode.Uri.parse(source.uri, true), record);
  }

  /** Opens a text at what it prints of a record. */
  async #showText(source: Exclude<Source, { kind: 'list' }>, record: number | null): Promise<void> {
    const uri = source.kind === 'text' ? vscode.Uri.parse(source.uri, true) : this.context.pasted.uriOf(source.text);
    const document = await vscode.workspace.openTextDocument(uri);
    const output = (await outputsIn(document.getText()))[source.kind === 'text' ? source.output : 0];
    const start = output?.places.find((place) => record !== null && place.record === record)?.start ?? output?.start;
    const { range } = document.lineAt(document.positionAt(start ?? 0));
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(range.start, range.start) });
  }

  async #post(message: ToPage): Promise<void> {
    if (this.#isReady) await this.panel.webview.postMessage(message);
  }
}

interface State {
  readonly content: Content;
  /** Null where a side cannot be read. */
  readonly view: View | null;
}

interface Problem {
  readonly name: string;
  /** One sentence. */
  readonly problem: string;
}

function shownSide(side: Side | Problem): SideView {
  return 'problem' in side ? { ...side, facts: [] } : sideView(side);
}

/** Tells a person why what a click asked for cannot be done. */
function refuseWhereItFails(work: Promise<void>): void {
  work.catch((error: unknown) => {
    void vscode.window.showErrorMessage(reasonOf(error));
  });
}
