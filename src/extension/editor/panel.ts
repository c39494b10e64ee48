import * as vscode from 'vscode';
import type { Documents, Place } from '../host/documents';
import { actCommand, applyFixCommand, explainCommand, type ActTarget, type FixTarget } from '../host/finding-commands';
import { loadEngine, type ListState } from '../host/list-state';
import { showPage } from '../host/page';
import { diffPeerView } from './diff-peer';
import type { DiffPeer, DiffSide, DiffSides } from './diff-sides';
import type { EditorDocument } from '../host/editor-document';
import type { Content, FromPage, PagePlace, Replies, Request, ToPage } from './protocol';
import { setRecordFocus } from './record-focus';
import { Views } from './views';
import { reasonOf } from '../host/errors';

/** Bytes that one request may ask for. */
const mostBytes = 64 * 1024;

/** One window of the editor: what the page shows is always the document's state of this moment. */
export class EditorPanel implements DiffSide {
  /** The page listens. It does not before its script has run, nor while it is hidden, when VS Code unloads it. */
  #isReady = false;
  #revision = 0;
  /** The revision that the page shows. */
  #shown = -1;
  #views: { readonly state: ListState; readonly views: Promise<Views | null> } | undefined;
  #selection: PagePlace | undefined;
  /** The other side, while VS Code shows this editor in a diff. */
  #diffPeer: DiffPeer | undefined;
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(
    readonly document: EditorDocument,
    readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private readonly documents: Documents,
    diffSides: DiffSides,
  ) {
    const { webview } = panel;
    this.#subscriptions.push(
      webview.onDidReceiveMessage((message: FromPage) => {
        this.#receive(message);
      }),
      document.onDidChange(() => {
        this.#revision += 1;
        void this.#showState();
      }),
      documents.onDidRequestReveal((uri) => {
        if (uri.toString() === document.uri.toString()) this.#reveal();
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#leave();
        this.#tellActive();
      }),
      panel.onDidDispose(() => {
        this.#dispose();
      }),
      documents.onDidChange((changed) => {
        if (changed === this.#diffPeer?.document) void this.#showDiffPeer();
      }),
    );
    this.#subscriptions.push(showPage(panel, extensionUri, 'editor'));
    void this.#viewsOf(document.state); // made while the page loads
    this.#tellActive();
    this.#subscriptions.push(diffSides.add(this));
  }

  showDiffPeer(other: DiffPeer | undefined): void {
    this.#diffPeer = other;
    void this.#showDiffPeer();
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        void this.#showState();
        return;
      case 'selected':
        this.#selection = message.place ?? undefined;
        this.#tellActive();
        return;
      case 'recordFocus':
        setRecordFocus(this, message.onRecord);
        return;
      case 'resign':
        void vscode.commands.executeCommand('trustList.resign', this.document.uri);
        return;
      case 'compare':
        this.#compare(message.asText);
        return;
      case 'fix':
        void vscode.commands.executeCommand(applyFixCommand, {
          list: this.document.uri.toString(),
          fix: message.fix,
        } satisfies FixTarget);
        return;
      case 'act':
        void vscode.commands.executeCommand(actCommand, {
          list: this.document.uri.toString(),
          action: message.action,
          place: message.place,
        } satisfies ActTarget);
        return;
      case 'explain':
        void vscode.commands.executeCommand(explainCommand, message.code);
        return;
      case 'request':
        void this.#reply(message);
        return;
    }
  }

  /** The first paint, then what verification finds. */
  async #showState(): Promise<void> {
    if (!this.#isReady) return;
    const revision = this.#revision;
    const { state } = this.document;
    try {
      const views = await this.#viewsOf(state);
      if (revision !== this.#revision) return;
      // Inspecting begins when the page has what it paints first, since it keeps the extension host busy.
      await this.#post({ type: 'open', revision, content: content(state, views) });
      this.document.painted();
      this.#shown = revision;
      this.#reveal();
      if (views === null || revision !== this.#revision) return;
      const report = await state.report();
      if (report !== null && revision === this.#revision) {
        await this.#post({ type: 'overview', revision, overview: views.overview(report) });
        await this.#showDiffPeer();
      }
    } catch (error) {
      if (revision === this.#revision) void this.#post({ type: 'failed', revision, message: reasonOf(error) });
    }
  }

  async #showDiffPeer(): Promise<void> {
    const [revision, other] = [this.#revision, this.#diffPeer];
    // Where the other side cannot be read or inspected, its own editor says so.
    const beside = other === undefined ? null : await diffPeerView(this.document, other).catch(() => null);
    if (revision === this.#revision && other === this.#diffPeer && this.#shown === revision) {
      await this.#post({ type: 'beside', revision, beside });
    }
  }

  #compare(asText: boolean): void {
    if (this.#diffPeer === undefined) return;
    const { document, isLeft } = this.#diffPeer;
    const sides = isLeft === true ? [document.uri, this.document.uri] : [this.document.uri, document.uri];
    const command = asText ? 'trustList.compareAsText' : 'trustList.compareSelected';
    void vscode.commands.executeCommand(command, this.document.uri, sides);
  }

  async #reply({ id, revision, request }: Extract<FromPage, { type: 'request' }>): Promise<void> {
    try {
      if (revision !== this.#revision) throw new Error('The list has changed since this was asked for.');
      const value = await this.#answer(request);
      void this.#post({ type: 'reply', id, ok: true, value });
    } catch (error) {
      void this.#post({ type: 'reply', id, ok: false, message: reasonOf(error) });
    }
  }

  async #answer(request: Request): Promise<Replies[Request['kind']]> {
    const { state } = this.document;
    switch (request.kind) {
      case 'bytes': {
        const { offset, length } = request;
        return state.bytes.slice(offset, offset + Math.min(length, mostBytes));
      }
      case 'copy':
        await vscode.env.clipboard.writeText(request.text);
        return null;
      case 'header':
        return (await this.#needViews()).header(request.from, state.finishedReport);
      case 'signer':
        return (await this.#needViews()).signer(state.finishedReport);
      case 'record': {
        const view = (await this.#needViews()).record(request.index, request.from, state.finishedReport);
        if (view === null) throw new Error(`There is no record ${request.index}.`);
        return view;
      }
      case 'findings': {
        const report = await state.report();
        if (report === null) throw new Error('The file is no trust list.');
        return (await this.#needViews()).findings(request.from, report);
      }
      case 'trailing': {
        const view = (await this.#needViews()).trailing(state.finishedReport);
        if (view === null) throw new Error('No bytes follow the last record.');
        return view;
      }
      case 'search':
        return (await this.#needViews()).search(request.text);
    }
  }

  async #needViews(): Promise<Views> {
    const views = await this.#viewsOf(this.document.state);
    if (views === null) throw new Error('The file is no trust list.');
    return views;
  }

  /** Null where the bytes are no trust list. Views that could not be made are made anew when they are next asked for. */
  #viewsOf(state: ListState): Promise<Views | null> {
    if (this.#views?.state === state) return this.#views.views;
    const views = makeViews(state);
    this.#views = { state, views };
    views.catch(() => {
      if (this.#views?.views === views) this.#views = undefined;
    });
    return views;
  }

  #reveal(): void {
    // Of several windows on one list, the one in front.
    if (!this.#isReady || !this.panel.active || this.#shown !== this.#revision) return;
    const place = this.documents.takeReveal(this.document.uri);
    if (place !== undefined) void this.#post({ type: 'reveal', place });
  }

  #tellActive(): void {
    if (this.panel.active) this.documents.setActive(this.document, this.#selection satisfies Place | undefined);
    else if (this.documents.active === this.document && !this.panel.visible)
      this.documents.setActive(undefined, undefined);
  }

  /** Resolves when the page has the message, or is not there to have it. */
  async #post(message: ToPage): Promise<void> {
    if (this.#isReady) await this.panel.webview.postMessage(message);
  }

  /** The page is unloaded. */
  #leave(): void {
    this.#isReady = false;
    setRecordFocus(this, false);
  }

  #dispose(): void {
    this.#leave();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

async function makeViews(state: ListState): Promise<Views | null> {
  const engine = await loadEngine();
  // A task of its own, so that what VS Code is to be told first is on its way.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return state.decoded.ok ? new Views(engine, state.decoded.list) : null;
}

function content(state: ListState, views: Views | null): Content {
  const { decoded, bytes } = state;
  if (views !== null) return { kind: 'list', outline: views.outline() };
  const { message, offset } = decoded.ok ? { message: '', offset: 0 } : decoded.error;
  return { kind: 'unreadable', length: bytes.length, message, offset };
}
