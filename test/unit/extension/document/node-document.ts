import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupFolder } from '../../../../src/extension/host/backups';
import { DocumentModel, type DocumentEdit, type DocumentFile } from '../../../../src/extension/host/document-model';
import { openHistory } from '../../../../src/extension/host/opened-history';
import { fateOf, thisProcess } from '../../../../src/node/processes';
import { ChangedMeanwhile, isTemporary, writeWhole } from '../../../../src/node/whole-file';
import { ToldBackups } from './unsaved';

/** A state by its number: no two are the same, nor is a part of one. Some take a while to be written. */
export function contentOf(number: number): Uint8Array {
  return new Uint8Array(1_000 + ((number * 7_919) % 200_000))
    .fill(number % 251)
    .with(0, number >> 16)
    .with(1, number >> 8)
    .with(2, number);
}

/** The number of a state; null for anything else. */
export function numberOf(bytes: Uint8Array): number | null {
  const [high = 0, middle = 0, low = 0] = bytes;
  const number = (high << 16) | (middle << 8) | low;
  return Buffer.from(contentOf(number)).equals(bytes) ? number : null;
}

export const listIn = (folder: string): string => join(folder, 'list.tlv');
export const backupsIn = (folder: string): string => join(folder, 'backups');

/** The number of the state that is on disk. */
export function onDisk(folder: string): number | null {
  return numberOf(readFileSync(listIn(folder)));
}

interface Told {
  readonly asked: (state: Uint8Array) => void;
  readonly shown: () => void;
  readonly edited: (edit: DocumentEdit) => void;
}

const untold: Told = { asked: () => undefined, shown: () => undefined, edited: () => undefined };

/** A document on a real disk, under Node.js, in a window of its own: this process. */
export async function openOnDisk(
  folder: string,
  named: string | undefined,
  told: Told = untold,
): Promise<DocumentModel> {
  const path = listIn(folder);
  const file: DocumentFile = {
    read: () => readFile(path),
    write: (bytes, expected) =>
      writeWhole(path, bytes, expected).then(
        () => true,
        (error: unknown) => {
          if (error instanceof ChangedMeanwhile) return false;
          throw error;
        },
      ),
  };
  const store = {
    list: async () => {
      await mkdir(backupsIn(folder), { recursive: true });
      const names = await readdir(backupsIn(folder));
      return names.filter((name) => !isTemporary(name)).map((name) => join(backupsIn(folder), name));
    },
    read: (at: string) => readFile(at),
    write: (at: string, bytes: Uint8Array) => writeWhole(at, bytes),
    delete: (at: string) => rm(at),
  };
  const windows = { process: thisProcess, isRunning: (process: string) => fateOf(process) === 'running' };
  const backups = new ToldBackups(path, new BackupFolder({ store, windows }));
  const questions = {
    warn: () => undefined,
    confirm: () => Promise.resolve(),
    offer: () => Promise.resolve(undefined),
  };
  const history = await openHistory({ name: 'list.tlv', file, backups, questions, backupId: named });
  backups.onWrite = told.asked;
  return new DocumentModel(history, {
    name: 'list.tlv',
    file,
    backups,
    questions,
    ...told,
    lostSavedState: () => undefined,
    dirtyAfterSave: () => undefined,
    save: () => Promise.resolve(),
  });
}
