import * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import type { FeatureContext } from '../host/context';
import type { TrustListDocument } from '../host/documents';
import { loadDecrypting, loadPhoning } from '../host/engine';
import { fileNamed, knownListAt, listsNear, namesAmong, readKnown, type KnownList } from '../host/known-lists';
import { fileNameOf } from '../host/list-uris';
import { folderOf } from '../host/folders';
import { PagePanel, type Answers } from '../host/page-panel';
import type { EventOf } from '../host/protocol';
import { shownDecrypted, type ShownDecrypted } from './decrypted-view';
import { decrypt, neededCertificate, openDecryptedText, saveDecrypted, type Decrypting } from './decryption';
import type { FromSignedPage, SignedReplies, ToSignedPage } from './protocol';
import { signedView, verdictView, type EncryptionContext } from './view';
import { t } from '../../core/words/translate';

/** One window on a signed file. */
export class SignedPanel extends PagePanel<ToSignedPage, FromSignedPage, SignedReplies> {
  protected override readonly answers: Answers<FromSignedPage, SignedReplies> = {
    secrets: async ({ numbers }) => {
      const shown = await this.#shownDecrypted();
      return numbers.map((number) => shown?.secrets[number] ?? '');
    },
  };
  /** Lists beside those of the folder. */
  readonly #added: vscode.Uri[] = [];
  #lists: readonly KnownList[] = [];

  constructor(
    private readonly document: TrustListDocument,
    panel: vscode.WebviewPanel,
    context: FeatureContext,
    private readonly decrypting: Decrypting,
  ) {
    super(panel, context, 'signed');
    const show = (): void => {
      this.refresh();
    };
    this.own(
      document.onDidChange(show),
      decrypting.decrypted.onDidChange((changed) => {
        if (changed === document) show();
      }),
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
      case 'decrypt':
        await decrypt(this.context, this.decrypting, this.document);
        return;
      case 'openDecrypted':
        await openDecryptedText(this.context, this.decrypting, this.document);
        return;
      case 'saveDecrypted':
        await saveDecrypted(this.context, this.decrypting, this.document);
        return;
      case 'closeDecrypted':
        this.decrypting.decrypted.forget(this.document);
        return;
    }
  }

  /** The file first, then what the lists say of it. */
  protected override async show(revision: number): Promise<void> {
    const { bytes } = this.document.state;
    const phoning = await loadPhoning();
    const name = fileNameOf(this.document.uri);
    const decoded = phoning.decodeSigned(bytes);
    const isEncrypted = decoded.ok && phoning.encryptionOf(decoded.file) !== null;
    const encryption = isEncrypted ? await this.#encryption() : { needed: null, decrypted: null };
    await this.post(revision, { type: 'show', revision, view: signedView(phoning, bytes, name, encryption) });
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

  async #encryption(): Promise<EncryptionContext> {
    const needed = await neededCertificate(this.decrypting.signed, this.document.uri);
    return { needed, decrypted: await this.#shownDecrypted() };
  }

  /** Made again when it is asked for: it is kept nowhere but in `DecryptedContents`. */
  async #shownDecrypted(): Promise<ShownDecrypted | null> {
    const [phoning, decrypting] = [await loadPhoning(), await loadDecrypting()];
    const content = this.decrypting.decrypted.get(this.document);
    return content === null ? null : shownDecrypted(phoning, decrypting, content);
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
    const folder = folderOf(this.document.uri);
    const uri = await questions.file({ title: t('Verify Against Another List'), kind: 'trust list', folder });
    await knownListAt(documents, uri);
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
