import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import { fileNameOf, type Documents } from '../host/documents';
import { listsNear, readKnown, type KnownList } from '../host/known-lists';
import { showPage } from '../host/page';
import { loadPhoning } from '../host/engine';
import { signedViewTypes, type SignedDocuments } from '../host/signed-documents';
import type { BackupFolder } from '../host/backups';
import type { EditorDocument } from '../host/editor-document';
import { EditorProvider } from '../host/editor-provider';
import type { FromSignedPage, ToSignedPage, VerdictView } from './protocol';
import { signedView } from './view';
import { reasonOf } from '../host/errors';

/** The editor of signed files: the document of the trust list editor, with a page of its own. */
export function registerSignedEditor(
  extensionUri: vscode.Uri,
  documents: Documents,
  signed: SignedDocuments,
  backups: BackupFolder,
): vscode.Disposable {
  const registrations = signedViewTypes.map((viewType) =>
    EditorProvider.registerFor(viewType, signed, backups, (document, panel) => {
      new SignedPanel(document, panel, extensionUri, documents);
    }),
  );
  return vscode.Disposable.from(...registrations);
}

/** One window on a signed file: what the page shows is always the document's state of this moment. */
class SignedPanel {
  #isReady = false;
  #revision = 0;
  /** Lists beside those of the folder. */
  readonly #added: vscode.Uri[] = [];
  #lists: readonly KnownList[] = [];
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(
    private readonly document: EditorDocument,
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private readonly documents: Documents,
  ) {
    const { webview } = panel;
    const show = (): void => {
      this.#show().catch((error: unknown) => {
        void vscode.window.showErrorMessage(reasonOf(error));
      });
    };
    const listChanged = ({ uri }: { readonly uri: vscode.Uri }): void => {
      if (this.#lists.some((list) => list.uri.toString() === uri.toString())) show();
    };
    this.#subscriptions.push(
      webview.onDidReceiveMessage((message: FromSignedPage) => {
        this.#receive(message).catch((error: unknown) => {
          void vscode.window.showErrorMessage(reasonOf(error));
        });
      }),
      document.onDidChange(show),
      documents.onDidOpen(listChanged),
      documents.onDidChange(listChanged),
      documents.onDidClose(listChanged),
      ...(document.uri.scheme === 'untitled' ? [] : [listsIn(vscode.Uri.joinPath(document.uri, '..'), show)]),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#isReady = false;
      }),
      panel.onDidDispose(() => {
        this.#isReady = false;
        for (const subscription of this.#subscriptions) subscription.dispose();
      }),
    );
    this.#subscriptions.push(showPage(panel, extensionUri, 'signed'));
  }

  async #receive(message: FromSignedPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        await this.#show();
        return;
      case 'reveal':
        await this.#reveal(message.file, message.record);
        return;
      case 'addList':
        await this.#addList();
        return;
    }
  }

  /** The file first, then what the lists say of it. */
  async #show(): Promise<void> {
    if (!this.#isReady) return;
    const revision = (this.#revision += 1);
    const { bytes } = this.document.state;
    const phoning = await loadPhoning();
    const name = fileNameOf(this.document.uri);
    await this.#post(revision, { type: 'show', view: signedView(phoning, bytes, name) });
    const decoded = phoning.decodeSigned(bytes);
    if (!decoded.ok) return;
    const lists = await this.#read();
    this.#lists = lists;
    const named = lists.map((list) => ({ file: list.name, list: list.list }));
    const found = await phoning.verifySigned(decoded.file, name, named);
    const verdict: VerdictView = { ...found, lists: lists.map((list) => list.name) };
    await this.#post(revision, { type: 'verdict', verdict });
  }

  async #read(): Promise<KnownList[]> {
    const near = await listsNear(this.documents, this.document.uri);
    const added = await Promise.all(this.#added.map((uri) => readKnown(this.documents, uri)));
    const others = added.filter((list) => list !== null);
    return [...others, ...near.filter(({ name }) => !others.some((list) => list.name === name))];
  }

  async #addList(): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({
      title: 'Verify Against Another List',
      defaultUri: vscode.Uri.joinPath(this.document.uri, '..'),
      filters: { 'Trust lists': ['tlv'], 'All files': ['*'] },
    });
    const uri = chosen?.[0];
    if (uri === undefined) return;
    if ((await readKnown(this.documents, uri)) === null) throw new Error(`${fileNameOf(uri)} is no trust list.`);
    this.#added.unshift(uri);
    await this.#show();
  }

  async #reveal(name: string, record: number | null): Promise<void> {
    const found = this.#lists.find((list) => list.name === name);
    if (found !== undefined) await this.documents.revealRecord(found.uri, record);
  }

  async #post(revision: number, message: ToSignedPage): Promise<void> {
    if (this.#isReady && revision === this.#revision) await this.panel.webview.postMessage(message);
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
