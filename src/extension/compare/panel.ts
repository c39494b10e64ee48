import * as vscode from 'vscode';
import type { FeatureContext } from '../host/context';
import { loadComparing, loadEngine, loadPhoning } from '../host/engine';
import { reasonOf } from '../host/errors';
import { isSavedVersion } from '../host/list-uris';
import { PagePanel, type Answers } from '../host/page-panel';
import type { EventOf } from '../host/protocol';
import type { Content, Direction, FromPage, Replies, SideName, SideView, ToPage } from './protocol';
import { outputsIn, readSide, type Side } from './side';
import { namesOf, type Source, type Sources } from './source';
import { compareAsText, type PastedTexts } from './text-diff';
import { sideView, View } from './view';
import { t } from '../../core/words/translate';

/** The window of one comparison. */
export class ComparePanel extends PagePanel<ToPage, FromPage, Replies> {
  #sources: Sources;
  /** What there is to show of the revision: made when it is asked for. */
  #state: { readonly revision: number; readonly state: Promise<State> } | undefined;
  #followed = vscode.Disposable.from();

  protected override readonly answers: Answers<FromPage, Replies> = {
    fields: async ({ first, count }) => (await this.#view()).fields(first, count),
    copy: async ({ format, hideForm }) => {
      await vscode.env.clipboard.writeText(await (await this.#view()).copy(format, hideForm));
      return null;
    },
  };

  constructor(
    sources: Sources,
    panel: vscode.WebviewPanel,
    context: FeatureContext,
    private readonly pasted: PastedTexts,
  ) {
    super(panel, context, 'compare');
    this.#sources = sources;
    const changed = ({ uri }: { readonly uri: vscode.Uri }): void => {
      if (this.#shows(uri)) this.refresh();
    };
    this.own(
      context.documents.onDidTouch(changed),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        changed(document);
      }),
      new vscode.Disposable(() => {
        this.#followed.dispose();
      }),
    );
    this.#follow();
  }

  get sources(): Sources {
    return this.#sources;
  }

  /** Shows the next or the previous difference. */
  go(to: Direction): void {
    this.send({ type: 'go', to });
  }

  swap(): void {
    const { left, right } = this.#sources;
    this.#sources = { left: right, right: left };
    this.#follow();
    this.refresh();
  }

  protected override async receive(message: EventOf<FromPage>): Promise<void> {
    switch (message.type) {
      case 'swap':
        this.swap();
        return;
      case 'compareAsText':
        await compareAsText(this.#sources, this.pasted);
        return;
      case 'show':
        await this.#showSide(message.side, message.record);
        return;
    }
  }

  /** The records first, then what a phone makes of the lists. */
  protected override async show(revision: number): Promise<void> {
    const { content, view } = await this.#stateNow();
    await this.post(revision, { type: 'open', revision, content });
    if (view === null || !this.isCurrent(revision)) return;
    await this.post(revision, { type: 'phone', revision, phone: await view.phone() });
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
    const { documents } = this.context;
    return [
      documents.watchers.watch(file, () => {
        if (isSavedVersion(uri) || documents.get(uri) === undefined) this.refresh();
      }),
    ];
  }

  #shows(uri: vscode.Uri): boolean {
    const { left, right } = this.#sources;
    return [left, right].some((source) => source.kind !== 'pasted' && source.uri === uri.toString());
  }

  async #view(): Promise<View> {
    const { view } = await this.#stateNow();
    if (view === null) throw new Error(t('A side cannot be read.'));
    return view;
  }

  #stateNow(): Promise<State> {
    if (this.#state?.revision !== this.revision) {
      const state = this.#read(this.#sources);
      this.#state = { revision: this.revision, state };
      // Read again when it is next asked for.
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
    const view = new View(await loadEngine(), await loadComparing(), await loadPhoning(), left, right);
    return { content: { kind: 'comparison', ...shown, comparison: view.open() }, view };
  }

  async #readSide(source: Source, name: string): Promise<Side | Problem> {
    try {
      return await readSide(source, name, this.context.documents);
    } catch (error) {
      return { name, problem: reasonOf(error) };
    }
  }

  async #showSide(name: SideName, record: number | null): Promise<void> {
    const source = this.#sources[name];
    if (source.kind === 'list') await this.context.documents.revealRecord(vscode.Uri.parse(source.uri, true), record);
    else await this.#showText(source, record);
  }

  /** Opens a text at what it prints of a record. */
  async #showText(source: Exclude<Source, { kind: 'list' }>, record: number | null): Promise<void> {
    const uri = source.kind === 'text' ? vscode.Uri.parse(source.uri, true) : this.pasted.uriOf(source.text);
    const document = await vscode.workspace.openTextDocument(uri);
    const output = (await outputsIn(document.getText()))[source.kind === 'text' ? source.output : 0];
    const start = output?.places.find((place) => record !== null && place.record === record)?.start ?? output?.start;
    const { range } = document.lineAt(document.positionAt(start ?? 0));
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(range.start, range.start) });
  }
}

interface State {
  readonly content: Content;
  /** Null if a side cannot be read. */
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
