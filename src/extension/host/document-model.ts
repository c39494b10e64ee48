import type { Backup } from '../../core/edit/backup';
import type { History } from '../../core/edit/history';
import type { TrustList } from '../../core/format/model';
import { sameBytes } from '../../core/format/bytes';
import type { DocumentBackups } from './backups';
import type { EditedState } from './documents';
import { reasonOf } from './errors';
import { Queue } from './queue';
import type { Questions } from './questions';
import { t } from '../../core/words/translate';

/** What VS Code is told of an edit, so that its undo and redo come back here. */
export interface DocumentEdit {
  readonly label: string;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** The file of a document. */
export interface DocumentFile {
  /** Undefined if there is no such file. Rejects if there is one that cannot be read. */
  read(): Promise<Uint8Array | undefined>;
  /**
   * Makes `bytes` its content, whole or not at all if the host can.
   *
   * @returns false if the file contains something else than one of `expected`, which is then left as it is
   */
  write(bytes: Uint8Array, expected: readonly Uint8Array[]): Promise<boolean>;
}

/** What a document needs of the world, and what it tells it. */
export interface DocumentHost {
  /** `ITLFile.tlv`. */
  readonly name: string;
  /** Null for a document that is in no file yet. */
  readonly file: DocumentFile | null;
  readonly backups: DocumentBackups;
  readonly questions: Pick<Questions, 'confirm' | 'offer'>;
  /** Other bytes are shown. @param list what they decode to, if an edit has made them of it. */
  shown(list: TrustList | undefined): void;
  /** An edit was made here, and VS Code has to hear of it. */
  edited(edit: DocumentEdit): void;
  /** No undo leads back to the file on disk any more. */
  lostSavedState(): void;
  /** As `lostSavedState`, for VS Code to hear after it has taken note of the save that is about to end. */
  dirtyAfterSave(): void;
  /** Has VS Code save the document, as if a person had asked. */
  save(): Promise<void>;
}

/**
 * The history of a file's bytes and what binds it to the file on disk and to its backups. What it promises:
 *
 * - The file is written only over bytes that were read from it, or that a person was asked about.
 * - A backup stays until a newer one is written, or until the bytes that are shown are those on disk.
 * - VS Code knows that there is something to save as long as there is.
 */
export class DocumentModel {
  /** Reads and writes of the file on disk wait for each other. */
  readonly #disk = new Queue();
  /** Bytes on disk that a person was told of and chose to edit on against. */
  #acceptedOnDisk: Uint8Array | undefined;
  /** Bytes that were saved as another file whose editor takes the place of this one: VS Code closes it unasked. */
  #leftAs: Uint8Array | undefined;
  #isAsking = false;
  #isClosed = false;
  /** VS Code counts edits from another saved state, or counts more of them: it may take a new one for the saved state. */
  #isOutOfStep = false;
  #unannounced: readonly { readonly label: string }[];

  constructor(
    private readonly history: History,
    private readonly host: DocumentHost,
  ) {
    this.#unannounced = history.unsavedEdits();
  }

  get bytes(): Uint8Array {
    return this.history.bytes;
  }

  /** The state that one undo leads to; null at the beginning. */
  get previousBytes(): Uint8Array | null {
    return this.history.previousBytes;
  }

  get isDirty(): boolean {
    return this.history.isDirty;
  }

  /** The states that undo leads to, the next one first. */
  earlier(): Iterable<Uint8Array> {
    return this.history.earlier();
  }

  apply({ label, bytes, list }: EditedState): void {
    this.history.apply(label, bytes);
    this.#announce(label);
    // VS Code counts edits only: after save, undo, edit it takes the new state for the saved one.
    if (this.history.isSavedStateLost || this.#isOutOfStep) this.host.lostSavedState();
    this.#show(list);
  }

  /** Tells VS Code of edits that a backup brought back, once it knows the document, so that they can be undone. */
  announceRestoredEdits(): void {
    for (const { label } of this.#unannounced) this.#announce(label);
    this.#unannounced = [];
  }

  async save(): Promise<void> {
    const { file, backups } = this.host;
    if (file === null) throw new Error(t('{name} is in no file yet.', { name: this.host.name }));
    await this.#disk.run(async () => {
      const { bytes } = this.history;
      // If this is killed before it deletes the backup, an older state would come back as edits of what is saved now.
      await this.host.backups.renew(this.#unsaved).catch(() => undefined);
      await this.#write(file, bytes);
      this.#acceptedOnDisk = undefined;
      this.history.markSaved(bytes);
      if (!this.history.isDirty) await backups.discard();
    });
    // Edited while it was written.
    if (this.history.isDirty) this.host.dirtyAfterSave();
  }

  /**
   * @param write writes the copy
   * @param staysOpen whether the document is shown elsewhere too, and not only where the copy takes its place
   */
  async saveAs(write: (bytes: Uint8Array) => Promise<unknown>, staysOpen: boolean): Promise<void> {
    const { bytes } = this.history;
    await write(bytes);
    // VS Code takes this document for saved, which it is not: its file is as it was, and its backup stays.
    const isLeft = !staysOpen && this.history.bytes === bytes;
    this.#leftAs = isLeft ? bytes : undefined;
    this.#isOutOfStep = true;
    if (!isLeft && this.history.isDirty) this.host.dirtyAfterSave();
  }

  async revert(): Promise<void> {
    const { file, backups } = this.host;
    if (file === null) {
      await backups.discard();
      return;
    }
    // VS Code does not wait for this before it takes the next edit, so what was saved last is shown at once, and the
    // backups of before are discarded at once: those of the next edit are not among them.
    const reverted = this.history.savedBytes;
    this.#reload(reverted);
    await this.#disk.run(async () => {
      const onDisk = (await this.#readIfPossible(file)) ?? this.history.savedBytes;
      const isEdited = this.history.bytes !== reverted;
      if (!isEdited && (this.history.isDirty || !sameBytes(onDisk, reverted))) this.#reload(onDisk);
    });
    await this.lookAtDisk();
  }

  /** @returns where the backup is */
  async backup(destination: string): Promise<string> {
    return this.host.backups.write(destination, this.#unsaved);
  }

  /** Shows what is on disk now, or asks if that would cost edits. */
  async lookAtDisk(): Promise<void> {
    const { file } = this.host;
    if (file === null) return;
    const conflicting = await this.#disk.run(async () => {
      const bytes = await this.#readIfPossible(file);
      if (bytes === undefined || this.#isExpected(bytes)) return undefined;
      if (this.history.isDirty) return bytes;
      this.#reload(bytes);
      return undefined;
    });
    if (conflicting !== undefined && !this.#isAsking) await this.#askAbout(file, conflicting);
  }

  dispose(): void {
    this.#isClosed = true;
    // The edits are in the copy, whose editor has taken the place of this one.
    if (this.#leftAs !== undefined && sameBytes(this.#leftAs, this.history.bytes)) void this.host.backups.discard();
    this.host.backups.dispose();
  }

  #announce(label: string): void {
    const step = (isDone: boolean): void => {
      if (!isDone) this.#isOutOfStep = true;
      else {
        if (this.#isOutOfStep && this.history.isDirty) this.host.lostSavedState();
        this.#show();
      }
    };
    this.host.edited({
      label,
      undo: () => {
        step(this.history.undo());
      },
      redo: () => {
        step(this.history.redo());
      },
    });
  }

  #show(list?: TrustList): void {
    // Else edits that were undone would be taken for edits of a window that was killed.
    if (!this.history.isDirty) void this.host.backups.discard();
    this.host.shown(list);
  }

  #reload(bytes: Uint8Array): void {
    this.#acceptedOnDisk = undefined;
    this.history.reload(bytes);
    this.#show();
  }

  /** Writes over what was last read, saved or accepted; else only if a person says so. */
  async #write(file: DocumentFile, bytes: Uint8Array): Promise<void> {
    const expected = [...this.#expected];
    for (;;) {
      const onDisk = await this.#readBeforeSaving(file);
      if (onDisk !== undefined && !isAmong(onDisk, expected)) {
        await this.host.questions.confirm({
          message: t('{name} has changed on disk since it was last read.', { name: this.host.name }),
          detail: t('Saving replaces the file on disk with the list in this editor. The changes on disk are lost.'),
          action: t('Overwrite'),
        });
        expected.push(onDisk);
      }
      // False if it was changed once more, maybe while the question was open: that is another question.
      if (await file.write(bytes, expected)) return;
    }
  }

  async #readBeforeSaving(file: DocumentFile): Promise<Uint8Array | undefined> {
    try {
      return await file.read();
    } catch (error) {
      throw new Error(
        t(
          '{name} cannot be read ({reason}): saving might overwrite what another program wrote. Save it under another name, or try again.',
          { name: this.host.name, reason: reasonOf(error) },
        ),
        { cause: error },
      );
    }
  }

  async #askAbout(file: DocumentFile, conflicting: Uint8Array): Promise<void> {
    this.#isAsking = true;
    const reload = t('Reload from Disk');
    const keep = t('Keep My Edits');
    const answer = await this.host.questions.offer({
      severity: 'warning',
      message: t('{name} has changed on disk, and has edits here that are not saved.', { name: this.host.name }),
      actions: [reload, keep],
    });
    this.#isAsking = false;
    // Closed meanwhile: the file may be open as another document now.
    if (this.#isClosed) return;
    if (answer === undefined) return; // saving will ask again
    if (answer === keep) {
      this.#acceptedOnDisk = conflicting;
      await this.lookAtDisk(); // the answer is not about what was written after the question
      return;
    }
    const bytes = await this.#disk.run(() => this.#readIfPossible(file));
    if (bytes === undefined) return;
    // As an edit, so that undo brings back what was edited here; then saved, so that the dirty mark goes.
    this.apply({ label: t('Reload from Disk'), bytes });
    this.#acceptedOnDisk = bytes;
    await this.host.save();
  }

  /** What may be on disk without anybody being asked. */
  get #expected(): readonly Uint8Array[] {
    const { savedBytes } = this.history;
    return this.#acceptedOnDisk === undefined ? [savedBytes] : [savedBytes, this.#acceptedOnDisk];
  }

  /** What a backup contains. */
  get #unsaved(): Pick<Backup, 'saved' | 'edits'> {
    const { savedBytes: saved, isDirty } = this.history;
    return { saved, edits: isDirty ? this.history.unsavedEdits() : [] };
  }

  #isExpected(bytes: Uint8Array): boolean {
    return isAmong(bytes, this.#expected);
  }

  /** Undefined if there is no such file, or it cannot be read at this moment. */
  #readIfPossible(file: DocumentFile): Promise<Uint8Array | undefined> {
    return file.read().catch(() => undefined);
  }
}

function isAmong(bytes: Uint8Array, all: readonly Uint8Array[]): boolean {
  return all.some((other) => sameBytes(bytes, other));
}
