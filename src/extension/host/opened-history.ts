import { History } from '../../core/edit/history';
import { sameBytes } from '../../core/format/bytes';
import type { DocumentBackups } from './backups';
import type { DocumentFile } from './document-model';
import type { EditedState } from './documents';
import type { Questions } from './questions';
import { t } from '../../core/words/translate';

export interface Opened {
  /** `ITLFile.tlv`. */
  readonly name: string;
  /** Null for a document that is in no file yet. */
  readonly file: DocumentFile | null;
  readonly backups: DocumentBackups;
  readonly questions: Pick<Questions, 'warn'>;
  /** Where `backup` wrote, when VS Code restores a document that was not saved, and knows it. */
  readonly backupId?: string | undefined;
  /** Bytes that an untitled file begins with. */
  readonly untitledData?: Uint8Array | undefined;
  /** An untitled list that a command made. */
  readonly newFile?: EditedState | undefined;
}

/** What a document begins with: the file, with the edits of its newest backup. Rejects if the file cannot be read. */
export async function openHistory(opened: Opened): Promise<History> {
  const { name, file, untitledData, newFile } = opened;
  const restored = untitledData === undefined ? await restore(opened) : null;
  if (restored === null && file !== null) {
    const bytes = await file.read();
    if (bytes === undefined) throw new Error(t('There is no file {name}.', { name }));
    return new History(bytes);
  }
  const history = restored ?? new History(untitledData ?? new Uint8Array());
  // Over an unsaved list of this name that was left behind: undo leads back to it.
  if (newFile !== undefined) history.apply(newFile.label, newFile.bytes);
  return history;
}

/** The document with the edits of its newest backup; null if there are none to bring back. */
async function restore({ name, file, backups, backupId, questions }: Opened): Promise<History | null> {
  const backup = await backups.newest(backupId);
  if (backup === null) {
    if (backupId !== undefined) {
      questions.warn(
        t('The backup of {name} is missing or cannot be read: the file is shown as it is on disk.', { name }),
      );
    }
    return null;
  }
  const history = new History(backup.saved, backup.edits);
  const onDisk = await file?.read().catch(() => undefined);
  // A save was done, and the window was killed before it deleted the backup or wrote the next one.
  if (onDisk !== undefined && leadsThrough(history, onDisk)) history.markSaved(onDisk);
  if (history.isDirty) return history;
  await backups.discard();
  return null;
}

function leadsThrough(history: History, bytes: Uint8Array): boolean {
  return [history.bytes, ...history.earlier()].some((state) => sameBytes(state, bytes));
}
