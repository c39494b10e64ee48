import * as vscode from 'vscode';
import type { FeatureContext } from '../host/context';
import type { TrustListDocument } from '../host/documents';
import type { VerdictAction } from '../../core/trust/verdict-sentences';
import { loadEngine } from '../host/engine';
import { reasonOf } from '../host/errors';
import { actCommand, applyFixCommand, explainCommand, type ActTarget, type FixTarget } from '../host/finding-commands';
import type { ListState } from '../host/list-state';
import { fileNameOf } from '../host/list-uris';
import { PagePanel, type Answers } from '../host/page-panel';
import type { EventOf } from '../host/protocol';
import { openSigned } from '../host/signed-documents';
import { diffPeerView } from './diff-peer';
import type { DiffPeer, DiffSide, DiffSides } from './diff-sides';
import type { Content, FromPage, PagePlace, Replies, ToPage } from './protocol';
import { Views } from './views';
import { whatItIs, type OpensAs } from '../host/what-it-is';
import { messages, t } from '../../core/words/translate';

/** Bytes that one request may ask for. */
const mostBytes = 64 * 1024;

/** One window of the editor. */
export class EditorPanel extends PagePanel<ToPage, FromPage, Replies> implements DiffSide {
  /** The revision that the page shows. */
  #shown = -1;
  #views: { readonly state: ListState; readonly views: Promise<Views | null> } | undefined;
  /** The list that the page showed last: what is selected in it is a record of that one. */
  #shownList: ListState | undefined;
  #selection: PagePlace | undefined;
  /** The other side, while VS Code shows this editor in a diff. */
  #diffPeer: DiffPeer | undefined;

  protected override readonly answers: Answers<FromPage, Replies> = {
    bytes: ({ offset, length }) => this.document.state.bytes.slice(offset, offset + Math.min(length, mostBytes)),
    copy: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return null;
    },
    header: async ({ from }) => (await this.#needViews()).header(from, this.document.state.finishedReport),
    signer: async () => (await this.#needViews()).signer(this.document.state.finishedReport),
    record: async ({ index, from }) => {
      const view = (await this.#needViews()).record(index, from, this.document.state.finishedReport);
      return view ?? refuse(t('There is no record {index}.', { index }));
    },
    findings: async ({ from }) => {
      const report = await this.document.state.report();
      return (await this.#needViews()).findings(from, report ?? refuse(t(notAList)));
    },
    trailing: async () => {
      const view = (await this.#needViews()).trailing(this.document.state.finishedReport);
      return view ?? refuse(t('No bytes follow the last record.'));
    },
    search: async ({ text }) => (await this.#needViews()).search(text),
  };

  constructor(
    readonly document: TrustListDocument,
    panel: vscode.WebviewPanel,
    context: Pick<FeatureContext, 'extensionUri' | 'documents' | 'questions'>,
    diffSides: DiffSides,
  ) {
    super(panel, context, 'editor');
    const { documents } = context;
    this.own(
      document.onDidChange(() => {
        this.refresh();
      }),
      documents.onDidRequestReveal((uri) => {
        if (uri.toString() === document.uri.toString()) this.#reveal();
      }),
      panel.onDidChangeViewState(() => {
        this.#tellActive();
      }),
      documents.onDidChange((changed) => {
        if (changed === this.#diffPeer?.document) void this.#showDiffPeer();
      }),
    );
    void this.#viewsOf(document.state); // made while the page loads
    this.#tellActive();
    this.own(diffSides.add(this));
  }

  showDiffPeer(other: DiffPeer | undefined): void {
    this.#diffPeer = other;
    void this.#showDiffPeer();
  }

  protected override left(): void {
    setRecordFocus(this, false);
  }

  protected override receive(message: EventOf<FromPage>): void {
    const list = this.document.uri.toString();
    const run = (command: string, ...args: readonly unknown[]): void => {
      void vscode.commands.executeCommand(command, ...args);
    };
    switch (message.type) {
      case 'selected':
        this.#selection = message.place ?? undefined;
        this.#tellActive();
        return;
      case 'recordFocus':
        setRecordFocus(this, message.onRecord);
        return;
      case 'openAs':
        void openAs(this.document.uri, message.opensAs);
        return;
      case 'verdictAction':
        if (message.action in verdictCommands) run(verdictCommands[message.action], this.document.uri);
        return;
      case 'compare':
        this.#compare(message.asText);
        return;
      case 'fix':
        run(applyFixCommand, { list, fix: message.fix } satisfies FixTarget);
        return;
      case 'act':
        run(actCommand, { list, action: message.action, place: message.place } satisfies ActTarget);
        return;
      case 'explain':
        run(explainCommand, message.code);
        return;
    }
  }

  /** The first paint, then what verification finds. */
  protected override async show(revision: number): Promise<void> {
    const { state } = this.document;
    try {
      const views = await this.#viewsOf(state);
      if (!this.isCurrent(revision)) return;
      // Inspecting begins when the page has what it paints first, since it keeps the extension host busy.
      await this.post(revision, {
        type: 'open',
        revision,
        content: await content(state, views, fileNameOf(this.document.uri), this.#shownList),
      });
      if (views !== null) this.#shownList = state;
      this.context.documents.painted(this.document);
      this.#shown = revision;
      this.#reveal();
      if (views === null || !this.isCurrent(revision)) return;
      const report = await state.report();
      if (report === null) return;
      await this.post(revision, { type: 'overview', revision, overview: views.overview(report) });
      await this.#showDiffPeer();
    } catch (error) {
      await this.post(revision, { type: 'failed', revision, message: reasonOf(error) });
    }
  }

  async #showDiffPeer(): Promise<void> {
    const { revision } = this;
    const other = this.#diffPeer;
    // If the other side cannot be read or inspected, its own editor says so.
    const diffPeer = other === undefined ? null : await diffPeerView(this.document, other).catch(() => null);
    if (other !== this.#diffPeer || this.#shown !== revision) return;
    await this.post(revision, { type: 'diffPeer', revision, diffPeer });
  }

  #compare(asText: boolean): void {
    if (this.#diffPeer === undefined) return;
    const { document, isLeft } = this.#diffPeer;
    const sides = isLeft === true ? [document.uri, this.document.uri] : [this.document.uri, document.uri];
    const command = asText ? 'trustList.compareAsText' : 'trustList.compareSelected';
    void vscode.commands.executeCommand(command, this.document.uri, sides);
  }

  async #needViews(): Promise<Views> {
    return (await this.#viewsOf(this.document.state)) ?? refuse(t(notAList));
  }

  /**
   * Null if the bytes are not a trust list. Views that could not be made are made again when they are next asked for.
   */
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
    if (!this.isCurrent(this.#shown) || !this.panel.active) return;
    const place = this.context.documents.takeReveal(this.document.uri);
    if (place !== undefined) this.send({ type: 'reveal', place });
  }

  #tellActive(): void {
    const { documents } = this.context;
    if (this.panel.active) documents.setActive(this.document, this.#selection);
    else if (documents.active === this.document && !this.panel.visible) documents.setActive(undefined, undefined);
  }
}

/** Opens a file that is not a trust list as what it is. */
async function openAs(uri: vscode.Uri, how: OpensAs): Promise<void> {
  if (how === 'log') await vscode.commands.executeCommand('trustList.readPhoneLog', uri);
  else if (how === 'signed') await openSigned(uri);
  else await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
  if (how === 'dump') await vscode.commands.executeCommand('trustList.openHexDump');
}

const verdictCommands: Readonly<Record<VerdictAction, string>> = {
  resign: 'trustList.resign',
  attachSignature: 'trustList.attachSignature',
  copyAddress: 'trustList.copyAddress',
  wouldAPhoneAccept: 'trustList.wouldAPhoneAccept',
};

const notAList = messages('The file is not a trust list.');

function refuse(reason: string): never {
  throw new Error(reason);
}

/** The window whose outline has the keyboard on a record. */
let recordFocus: EditorPanel | undefined;

/** Sets the context key that the keys that act on a record wait for. Only the window that has it can give it up. */
function setRecordFocus(panel: EditorPanel, onRecord: boolean): void {
  if (!onRecord && recordFocus !== panel) return;
  recordFocus = onRecord ? panel : undefined;
  void vscode.commands.executeCommand('setContext', 'trustList.recordFocus', onRecord);
}

async function makeViews(state: ListState): Promise<Views | null> {
  const engine = await loadEngine();
  // A task of its own, so that what VS Code is to be told first is on its way.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return state.decoded.ok ? new Views(engine, state.decoded.list) : null;
}

async function content(
  state: ListState,
  views: Views | null,
  name: string,
  before: ListState | undefined,
): Promise<Content> {
  const { decoded, bytes } = state;
  const engine = await loadEngine();
  if (views !== null && decoded.ok) {
    const renumbered = before?.decoded.ok
      ? engine.renumbered({ list: before.decoded.list, bytes: before.bytes }, { list: decoded.list, bytes })
      : null;
    return { kind: 'list', outline: views.outline(), renumbered };
  }
  const { message, offset } = decoded.ok ? { message: '', offset: 0 } : decoded.error;
  const what = await whatItIs(engine, bytes, name);
  return { kind: 'unreadable', length: bytes.length, message, offset, what };
}
