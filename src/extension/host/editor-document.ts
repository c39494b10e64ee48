import * as vscode from 'vscode';
import { History } from '../../core/edit/history';
import type * as Engine from '../../core/engine';
import type { TrustList } from '../../core/format/model';
import { sameBytes } from '../../core/format/bytes';
import type { EditedState, TrustListDocument } from './documents';
import type { FileWatchers } from './file-watchers';
import { readListFile } from './files';
import { loadEngine } from './engine';
import { ListState } from './list-state';
import { onDidChangeSeverities } from './severities';
import { BackupFolder, DocumentBackups } from './backups';
import { Queue } from './queue';
import { reasonOf } from './errors';
import { fileNameOf } from './list-uris';
import { windowQuestions } from './window-questions';

/** What VS Code is told of an edit, so that its undo and redo come back here. */
export interface DocumentEdit {
  readonly label: string;
  readonly undo: () => void;
  readonly redo: () => void;
}

interface OpenOptions {
  readonly watchers: FileWatchers;
  /** Where backups are; nowhere by default. */
  readonly backups?: BackupFolder | undefined;
  /** Where `backup` wrote, when VS Code restores a document that was not saved, and knows it. */
  readonly backupId?: string | undefined;
  /** Bytes that an untitled file begins with. */
  readonly untitledData?: Uint8Array | undefined;
  /** An untitled list that a command made. */
  readonly newFile?: EditedState | undefined;
}

/**
 * A trust list that is open: the history of its bytes, and what binds it to the file on disk. VS Code owns the order
 * of undo and redo; this turns its calls into steps of the history and the history's states into events.
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

  #state: ListState;
  /** Reads and writes of the file on disk wait for each other. */
  readonly #disk = new Queue();
  /** Bytes on disk that a person was told of and chose to edit on against. */
  #acceptedOnDisk: Uint8Array | undefined;
  #isAsking = false;
  #isDisposed = false;
  #unannounced: readonly { readonly label: string }[];

  private constructor(
    readonly uri: vscode.Uri,
    private readonly engine: typeof Engine,
    private readonly history: History,
    private readonly backups: DocumentBackups,
    { watchers, newFile }: OpenOptions,
  ) {
    this.#state = this.#stateNow(newFile?.list);
    this.#unannounced = history.unsavedEdits();
    const look = (): void => {
      void this.#lookAtDisk();
    };
    if (uri.scheme !== 'untitled') this.#subscriptions.push(watchers.watch(uri, look));
    this.#subscriptions.push(
      onDidChangeSeverities(() => {
        this.#show();
      }),
    );
  }

  static async open(uri: vscode.Uri, options: OpenOptions): Promise<EditorDocument> {
    const backups = new DocumentBackups(uri, options.backups ?? new BackupFolder(undefined));
    const [engine, history] = await Promise.all([loadEngine(), openHistory(uri, options, backups)]);
    const document = new EditorDocument(uri, engine, history, backups, options);
    if (history.isDirty) void document.#lookAtDisk();
    return document;
  }

  get state(): ListState {
    return this.#state;
  }

  earlierStates(): Iterable<Uint8Array> {
    return this.history.earlier();
  }

  apply({ label, bytes, list }: EditedState): void {
    this.history.apply(label, bytes);
    this.#announce(label);
    // VS Code counts edits only: after save, undo, edit it takes the new state for the saved one.
    if (this.history.isSavedStateLost) this.#didLoseSavedState.fire();
    this.#show(list);
  }

  /** Tells VS Code of edits that a backup brought back, once it knows the document, so that they can be undone. */
  announceRestoredEdits(): void {
    for (const { label } of this.#unannounced) this.#announce(label);
    this.#unannounced = [];
  }

  async save(): Promise<void> {
    await this.#disk.run(async () => {
      const bytes = this.history.bytes;
      await this.#agreeToOverwrite();
      await vscode.workspace.fs.writeFile(this.uri, bytes);
      this.#acceptedOnDisk = undefined;
      this.history.markSaved(bytes);
      if (!this.history.isDirty) await this.backups.discard();
    });
    // Edited while it was written: VS Code takes the edit for saved as soon as this returns, so it is told afterwards.
    if (this.history.isDirty)
      setTimeout(() => {
        this.#didLoseSavedState.fire();
      }, 0);
  }

  async saveAs(target: vscode.Uri): Promise<void> {
    if (target.toString() === this.uri.toString()) {
      await this.save();
      return;
    }
    await vscode.workspace.fs.writeFile(target, this.history.bytes);
    // The edits are in the copy now, whose editor takes the place of this one.
    await this.backups.discard();
  }

  async revert(): Promise<void> {
    if (this.uri.scheme !== 'untitled') {
      // VS Code does not wait for this before it takes the next edit, so what was saved last is shown at once.
      this.#reload(this.history.savedBytes);
      await this.#lookAtDisk();
    }
    await this.backups.discard();
  }

  async backup(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    const { savedBytes: saved, isDirty } = this.history;
    const at = await this.backups.write(destination, { saved, edits: isDirty ? this.history.unsavedEdits() : [] });
    // Backups are deleted here, once there is a newer one or nothing to keep.
    return { id: at.toString(), delete: () => undefined };
  }

  dispose(): void {
    this.#isDisposed = true;
    this.backups.dispose();
    this.#didDispose.fire();
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const emitter of [this.#didChange, this.#didLoseSavedState, this.#didDispose]) emitter.dispose();
    this.#didEdit.dispose();
  }

  #announce(label: string): void {
    this.#didEdit.fire({
      label,
      undo: () => {
        if (this.history.undo()) this.#show();
      },
      redo: () => {
        if (this.history.redo()) this.#show();
      },
    });
  }

  /** @param list what the bytes decode to, if an edit has made them of it. */
  #show(list?: TrustList): void {
    // Else edits that were undone would be taken for edits of a window that was killed.
    if (!this.history.isDirty) void this.backups.discard();
    this.#state = this.#stateNow(list);
    this.#didChange.fire();
  }

  #stateNow(list?: TrustList): ListState {
    const { bytes, previousBytes } = this.history;
    const earlier = previousBytes === null ? [] : [previousBytes];
    return new ListState(this.engine, bytes, fileNameOf(this.uri), { earlier, list });
  }

  #reload(bytes: Uint8Array): void {
    this.#acceptedOnDisk = undefined;
    this.history.reload(bytes);
    this.#show();
  }

  /** Shows what is on disk now, or asks if that would cost edits. */
  async #lookAtDisk(): Promise<void> {
    const conflict = await this.#disk.run(async () => {
      const bytes = await this.#readIfPossible();
      if (bytes === undefined || sameBytes(bytes, this.history.savedBytes)) return false;
      if (this.#acceptedOnDisk !== undefined && sameBytes(bytes, this.#acceptedOnDisk)) return false;
      if (this.history.isDirty) return true;
      this.#reload(bytes);
      return false;
    });
    if (conflict && !this.#isAsking) await this.#askAboutDisk();
  }

  async #askAboutDisk(): Promise<void> {
    this.#isAsking = true;
    const reload = 'Reload from Disk';
    const keep = 'Keep My Edits';
    const answer = await windowQuestions.offer({
      severity: 'warning',
      message: `${fileNameOf(this.uri)} has changed on disk, and has edits here that are not saved.`,
      actions: [reload, keep],
    });
    this.#isAsking = false;
    // Closed meanwhile: the file may be open as another document now.
    if (this.#isDisposed) return;
    if (answer === undefined) return; // saving will ask again
    const bytes = await this.#disk.run(() => this.#readIfPossible());
    if (bytes === undefined) return;
    if (answer === keep) {
      this.#acceptedOnDisk = bytes;
      return;
    }
    // As an edit, so that undo brings back what was edited here; then saved, so that the dirty mark goes.
    this.apply({ label: 'Reload from Disk', bytes });
    this.#acceptedOnDisk = bytes;
    await vscode.workspace.save(this.uri);
  }

  /** Resolves when the file on disk is what was last read or accepted, or when a person says to overwrite it. */
  async #agreeToOverwrite(): Promise<void> {
    const onDisk = await this.#readIfThere().catch((error: unknown) => {
      throw new Error(
        `${fileNameOf(this.uri)} cannot be read (${reasonOf(error)}): saving might overwrite what another ` +
          'program wrote. Save it under another name, or try again.',
      );
    });
    if (onDisk === undefined || sameBytes(onDisk, this.history.savedBytes)) return;
    if (this.#acceptedOnDisk !== undefined && sameBytes(onDisk, this.#acceptedOnDisk)) return;
    await windowQuestions.confirm({
      message: `${fileNameOf(this.uri)} has changed on disk since it was last read.`,
      detail: 'Saving replaces the file on disk with the list in this editor. The changes on disk are lost.',
      action: 'Overwrite',
    });
  }

  /** Undefined if there is no such file. Rejects if there is one that cannot be read. */
  async #readIfThere(): Promise<Uint8Array | undefined> {
    try {
      return await readListFile(this.uri);
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      throw error;
    }
  }

  /** Undefined if there is no such file, or it cannot be read at this moment. */
  #readIfPossible(): Promise<Uint8Array | undefined> {
    return this.#readIfThere().catch(() => undefined);
  }
}

async function openHistory(
  uri: vscode.Uri,
  { backupId, untitledData, newFile }: OpenOptions,
  backups: DocumentBackups,
): Promise<History> {
  const restored = untitledData === undefined ? await restore(uri, backupId, backups) : null;
  if (restored === null && uri.scheme !== 'untitled') return new History(await readListFile(uri));
  const history = restored ?? new History(untitledData ?? new Uint8Array());
  // Over an unsaved list of this name that was left behind: undo leads back to it.
  if (newFile !== undefined) history.apply(newFile.label, newFile.bytes);
  return history;
}

/** The document with the edits of its newest backup; null if there are none to bring back. */
async function restore(
  uri: vscode.Uri,
  backupId: string | undefined,
  backups: DocumentBackups,
): Promise<History | null> {
  const backup = await backups.newest(backupId);
  if (backup === null) {
    if (backupId !== undefined) {
      windowQuestions.warn(
        `The backup of ${fileNameOf(uri)} is missing or cannot be read: the file is shown as it is on disk.`,
      );
    }
    return null;
  }
  const history = new History(backup.saved, backup.edits);
  const onDisk = uri.scheme === 'untitled' ? undefined : await readListFile(uri).catch(() => undefined);
  if (history.isDirty && (onDisk === undefined || !sameBytes(history.bytes, onDisk))) return history;
  // It was saved, and the window was killed before its backup was deleted.
  await backups.discard();
  return null;
}
