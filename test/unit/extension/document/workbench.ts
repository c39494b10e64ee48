import type { DocumentEdit, DocumentModel } from '../../../../src/extension/host/document-model';

/**
 * What VS Code knows of a document, as its `MainThreadCustomEditorModel` counts it: it asks for backups and before it
 * closes a document only while it takes it for dirty.
 */
export class Workbench {
  readonly #edits: DocumentEdit[] = [];
  #current = -1;
  #saved = -1;
  #hasContentChanged = false;
  #isFromBackup: boolean;
  #ongoingSave: object | undefined;
  readonly #later: (() => void)[] = [];

  constructor(isFromBackup: boolean) {
    this.#isFromBackup = isFromBackup;
  }

  get isDirty(): boolean {
    if (this.#hasContentChanged) return true;
    return this.#edits.length > 0 ? this.#saved !== this.#current : this.#isFromBackup;
  }

  edited(edit: DocumentEdit): void {
    this.#current += 1;
    this.#edits.splice(this.#current, Infinity, edit);
  }

  contentChanged(): void {
    this.#hasContentChanged = true;
  }

  /** As `contentChanged`, by a message that is sent after the answer to a save. */
  contentChangedLater(): void {
    this.#later.push(() => {
      this.contentChanged();
    });
  }

  hearWhatIsLate(): void {
    for (const hear of this.#later.splice(0)) hear();
  }

  undo(): void {
    const edit = this.#edits[this.#current];
    if (edit === undefined) return;
    this.#current -= 1;
    edit.undo();
  }

  redo(): void {
    const edit = this.#edits[this.#current + 1];
    if (edit === undefined) return;
    this.#current += 1;
    edit.redo();
  }

  async save(model: DocumentModel): Promise<void> {
    const save = {};
    this.#ongoingSave = save;
    await model.save();
    if (this.#ongoingSave === save) this.#isSaved();
  }

  async saveAs(model: DocumentModel, write: (bytes: Uint8Array) => Promise<unknown>, staysOpen: boolean) {
    await model.saveAs(write, staysOpen);
    this.#isSaved();
  }

  /** VS Code does not wait for what the document does. */
  async revert(model: DocumentModel): Promise<void> {
    if (!this.isDirty) return;
    const reverted = model.revert();
    this.#hasContentChanged = false;
    this.#isFromBackup = false;
    this.#current = this.#saved;
    this.#edits.splice(this.#current + 1);
    await reverted;
  }

  #isSaved(): void {
    this.#hasContentChanged = false;
    this.#saved = this.#current;
    this.#isFromBackup = false;
  }
}
