import * as vscode from 'vscode';
import type * as Engine from '../../core/engine';
import type { History } from '../../core/edit/history';
import type { TrustList } from '../../core/format/model';
import { DocumentBackups, type BackupFolder } from './backups';
import { DocumentModel, type DocumentEdit, type DocumentFile } from './document-model';
import type { EditedState, TrustListDocument } from './documents';
import { loadEngine } from './engine';
import type { FileWatchers } from './file-watchers';
import { readIfThere } from './files';
import { ListState } from './list-state';
import { fileNameOf } from './list-uris';
import { openHistory } from './opened-history';
import type { Platform } from './platform';
import { onDidChangeSeverities } from './severities';
import { windowQuestions } from './window-questions';

interface OpenOptions {
  readonly watchers: FileWatchers;
  readonly backups: BackupFolder;
  readonly platform: Pick<Platform, 'write'>;
  /** What tells the document from others of the same file: another editor's say. */
  readonly kind?: string | undefined;
  /** Where `backup` wrote, when VS Code restores a document that was not saved, and knows it. */
  readonly backupId?: string | undefined;
  /** Bytes that an untitled file begins with. */
  readonly untitledData?: Uint8Array | undefined;
  /** An untitled list that a command made. */
  readonly newFile?: EditedState | undefined;
}

/**
 * A trust list that is open, as VS Code and the rest of the extension know it. VS Code owns the order of undo and redo;
 * what is done with file and backups is up to the model.
 */
export class EditorDocument implements vscode.CustomDocument, TrustListDocument {
  readonly #didChange = new vscode.EventEmitter<void>();
  readonly #didEdit = new vscode.EventEmitter<DocumentEdit>();
  readonly #didLoseSavedState = new vscode.EventEmitter<void>();
  readonly #didDispose = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];

  readonly onDidChange = this.#didChange.event;
  /** An edit was made here, and VS Code has to hear of it. */
  readonly onDidEdit = this.#didEdit.event;
  /** No undo leads back to the file on disk any more. */
  readonly onDidLoseSavedState = this.#didLoseSavedState.event;
  readonly onDidDispose = this.#didDispose.event;

  readonly #model: DocumentModel;
  readonly #platform: Pick<Platform, 'write'>;
  #state: ListState;

  private constructor(
    readonly uri: vscode.Uri,
    private readonly engine: typeof Engine,
    history: History,
    { file, backups }: { readonly file: DocumentFile | null; readonly backups: DocumentBackups },
    { watchers, platform, newFile }: OpenOptions,
  ) {
    this.#platform = platform;
    const loseSavedState = (): void => {
      this.#didLoseSavedState.fire();
    };
    const model = new DocumentModel(history, {
      name: fileNameOf(uri),
      file,
      backups,
      questions: windowQuestions,
      shown: (list) => {
        this.#show(list);
      },
      edited: (edit) => {
        this.#didEdit.fire(edit);
      },
      lostSavedState: loseSavedState,
      // VS Code takes the document for saved as soon as it has the answer.
      dirtyAfterSave: () => setTimeout(loseSavedState, 0),
      save: async () => {
        await vscode.workspace.save(uri);
      },
    });
    this.#model = model;
    this.#state = this.#stateNow(newFile?.list);
    if (file !== null) this.#subscriptions.push(watchers.watch(uri, () => void model.lookAtDisk()));
    this.#subscriptions.push(
      onDidChangeSeverities(() => {
        this.#show();
      }),
    );
    if (history.isDirty) void model.lookAtDisk();
  }

  static async open(uri: vscode.Uri, options: OpenOptions): Promise<EditorDocument> {
    const { platform, kind = '', backupId, untitledData, newFile } = options;
    const file: DocumentFile | null =
      uri.scheme === 'untitled'
        ? null
        : {
            read: () => readIfThere(uri),
            write: (bytes, expected) => platform.write(uri, bytes, expected),
          };
    const backups = new DocumentBackups(`${uri.toString()}${kind}`, options.backups);
    const opened = { name: fileNameOf(uri), file, backups, questions: windowQuestions };
    const [engine, history] = await Promise.all([
      loadEngine(),
      openHistory({ ...opened, backupId, untitledData, newFile }),
    ]);
    return new EditorDocument(uri, engine, history, opened, options);
  }

  get state(): ListState {
    return this.#state;
  }

  earlierStates(): Iterable<Uint8Array> {
    return this.#model.earlier();
  }

  apply(edited: EditedState): void {
    this.#model.apply(edited);
  }

  /** Tells VS Code of edits that a backup brought back, once it knows the document, so that they can be undone. */
  announceRestoredEdits(): void {
    this.#model.announceRestoredEdits();
  }

  save(): Promise<void> {
    return this.#model.save();
  }

  /** @param staysOpen whether the document is shown elsewhere too, and not only where the copy takes its place */
  async saveAs(target: vscode.Uri, staysOpen: boolean): Promise<void> {
    if (target.toString() === this.uri.toString()) await this.save();
    else await this.#model.saveAs((bytes) => this.#platform.write(target, bytes), staysOpen);
  }

  revert(): Promise<void> {
    return this.#model.revert();
  }

  async backup(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    // Backups are deleted by the document, once there is a newer one or nothing to keep.
    return { id: await this.#model.backup(destination.toString()), delete: () => undefined };
  }

  dispose(): void {
    this.#model.dispose();
    this.#didDispose.fire();
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const emitter of [this.#didChange, this.#didLoseSavedState, this.#didDispose]) emitter.dispose();
    this.#didEdit.dispose();
  }

  #show(list?: TrustList): void {
    this.#state = this.#stateNow(list);
    this.#didChange.fire();
  }

  #stateNow(list?: TrustList): ListState {
    const { bytes, previousBytes } = this.#model;
    const earlier = previousBytes === null ? [] : [previousBytes];
    return new ListState(this.engine, bytes, fileNameOf(this.uri), { earlier, list });
  }
}
