import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import type { FeatureContext } from '../host/context';
import type { TrustListDocument } from '../host/documents';
import { loadPhoning } from '../host/engine';
import { fileNamed, listsNear, namesAmong, readKnown, type KnownList } from '../host/known-lists';
import { fileNameOf } from '../host/list-uris';
import { PagePanel } from '../host/page-panel';
import type { EventOf } from '../host/protocol';
import type { FromSignedPage, ToSignedPage } from './protocol';
import { signedView, verdictView } from './view';

/** One window on a signed file. */
export class SignedPanel extends PagePanel<ToSignedPage, FromSignedPage> {
  protected override readonly answers = {};
  /** Lists beside those of the folder. */
  readonly #added: vscode.Uri[] = [];
  #lists: readonly KnownList[] = [];

  constructor(
    private readonly document: TrustListDocument,
    panel: vscode.WebviewPanel,
    context: FeatureContext,
  ) {
    super(panel, context, 'signed');
    const show = (): void => {
      this.refresh();
    };
    this.own(
      document.onDidChange(show),
      context.documents.onDidTouch(({ uri }) => {
        if (this.#lists.some((list) => list.uri.toString() === uri.toString())) show();
      }),
      ...(document.uri.scheme === 'untitled' ? [] : [listsIn(vscode.Uri.joinPath(document.uri, '..'), show)]),
    );
  }

  protected override async receive(message: EventOf<FromSignedPage>): Promise<void> {
    switch (message.type) {
      case 'reveal':
        await this.#reveal(message.file, message.record);
        return;
      case 'addList':
        await this.#addList();
        return;
    }
  }

  /** The file first, then what the lists say of it. */
  protected override async show(revision: number): Promise<void> {
    const { bytes } = this.document.state;
    const phoning = await loadPhoning();
    const name = fileNameOf(this.document.uri);
    await this.post(revision, { type: 'show', view: signedView(phoning, bytes, name) });
    const decoded = phoning.decodeSigned(bytes);
    if (!decoded.ok) return;
    const lists = await this.#read();
    this.#lists = lists;
    const nameOnPage = namesAmong(lists.map(({ uri }) => uri));
    const verified = await Promise.all(
      lists.map(async ({ uri, list, report }) => {
        const signature = (await report())?.signature ?? ({ status: 'unsigned' } as const);
        return { file: nameOnPage(uri), list, signature };
      }),
    );
    const verdict = await verdictView(phoning, decoded.file, name, verified);
    await this.post(revision, { type: 'verdict', verdict });
  }

  async #read(): Promise<KnownList[]> {
    const { documents } = this.context;
    const near = await listsNear(documents, this.document.uri);
    const added = await Promise.all(this.#added.map((uri) => readKnown(documents, uri)));
    const others = added.filter((list) => list !== null);
    return [...others, ...near.filter(({ name }) => !others.some((list) => list.name === name))];
  }

  async #addList(): Promise<void> {
    const { documents, questions } = this.context;
    const folder = vscode.Uri.joinPath(this.document.uri, '..');
    const uri = await questions.file({ title: 'Verify Against Another List', kind: 'trust list', folder });
    if ((await readKnown(documents, uri)) === null) throw new Error(`${fileNameOf(uri)} is not a trust list.`);
    this.#added.unshift(uri);
    this.refresh();
  }

  async #reveal(name: string, record: number | null): Promise<void> {
    const found = fileNamed(
      name,
      this.#lists.map(({ uri }) => uri),
    );
    if (found !== undefined) await this.context.documents.revealRecord(found, record);
  }
}

/** Calls when a list in a folder was made, written or deleted. */
function listsIn(folder: vscode.Uri, listener: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
  const look = ({ path }: vscode.Uri): void => {
    if (isListName(path)) listener();
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(look),
    watcher.onDidCreate(look),
    watcher.onDidDelete(look),
  );
}
