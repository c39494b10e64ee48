import { packBackup, supersedes, unpackBackup, type Backup } from '../../core/edit/backup';
import { Queue } from './queue';

/** Files of a folder, each by its URI. */
export interface BackupStore {
  /** Null where nothing is looked for: a backup is then found by the name that VS Code keeps, or not at all. */
  readonly list: (() => Promise<readonly string[]>) | null;
  read(at: string): Promise<Uint8Array>;
  write(at: string, bytes: Uint8Array): Promise<void>;
  delete(at: string): Promise<void>;
}

/** Which windows there are. */
export interface Windows {
  /** The process of this one; undefined if there is no telling. */
  readonly process: string | undefined;
  isRunning(process: string): boolean;
}

interface BackupFolderOptions {
  readonly store: BackupStore;
  readonly windows: Windows;
  /** The folder is not one of a workspace: what windows that are still there keep in it is of no concern to this one. */
  readonly isOfAllWindows?: boolean;
  readonly clock?: () => number;
}

interface StoredBackup {
  readonly at: string;
  readonly backup: Backup;
}

/**
 * The folder in which VS Code lets the extension keep what was not saved, and what of it belongs to the documents that
 * are open in this window.
 *
 * VS Code tells a document which backup is its own, but not reliably: it notes the name of a backup some time after the
 * older one is deleted, and a window that was killed in between comes back with a name that nothing bears, or with
 * none. So each backup says whose it is, and a document looks for the newest of its own.
 */
export class BackupFolder {
  /** Which document of this window has a backup: the one that asked for it last. */
  readonly #holders = new Map<string, DocumentBackups>();
  readonly store: BackupStore;
  readonly windows: Windows;
  #lastMade = 0;

  constructor(private readonly options: BackupFolderOptions) {
    this.store = options.store;
    this.windows = options.windows;
  }

  /** Null if there is no backup, or a part of one. */
  async read(at: string): Promise<StoredBackup | null> {
    try {
      const backup = unpackBackup(await this.store.read(at));
      this.#lastMade = Math.max(backup?.made ?? 0, this.#lastMade);
      return backup === null ? null : { at, backup };
    } catch {
      return null;
    }
  }

  /** What was left behind of a document; backups of documents that are open here are left alone. */
  async leftBehind(document: string): Promise<StoredBackup[]> {
    const names = (await this.store.list?.()) ?? [];
    const stored = await Promise.all(names.map((at) => this.read(at)));
    const isOpen = ({ at, backup }: StoredBackup): boolean =>
      this.#holders.has(at) || (this.options.isOfAllWindows === true && this.isOfOtherWindow(backup));
    return stored.filter((found) => found !== null).filter((found) => found.backup.uri === document && !isOpen(found));
  }

  /** True for a backup that another window may still need: it deletes it itself. */
  isOfOtherWindow({ by }: Backup): boolean {
    return by !== undefined && by !== this.windows.process && this.windows.isRunning(by);
  }

  /** When a backup is made that is newer than all others here, even if the clock was set back. */
  nextMade(): number {
    this.#lastMade = Math.max((this.options.clock ?? Date.now)(), this.#lastMade + 1);
    return this.#lastMade;
  }

  claim(at: string, holder: DocumentBackups): void {
    this.#holders.set(at, holder);
  }

  /** True if no other document has claimed it since, as the one does that VS Code opens after it renamed the file. */
  isHeldBy(holder: DocumentBackups, at: string): boolean {
    return this.#holders.get(at) === holder;
  }

  release(at: string, holder: DocumentBackups): void {
    if (this.isHeldBy(holder, at)) this.#holders.delete(at);
  }
}

/** The backups of one document: those that it found, and the one that it wrote last. */
export class DocumentBackups {
  readonly #stored = new Map<string, StoredBackup>();
  /** A backup is written before an older one is deleted. */
  readonly #queue = new Queue();
  #after: Backup['after'];

  /** @param document the URI of the file, and what else tells the document from others of it. */
  constructor(
    private readonly document: string,
    private readonly folder: BackupFolder,
  ) {}

  /**
   * The newest backup of the document. It and those that it supersedes stay until the next backup, or until the
   * document discards them; what another window has left behind of edits of its own stays for another time.
   *
   * @param named the backup that VS Code names.
   */
  async newest(named: string | undefined): Promise<Backup | null> {
    const known = named === undefined ? null : await this.folder.read(named);
    const found = await this.folder.leftBehind(this.document);
    const oldestFirst = (known === null ? found : [known, ...found]).sort((a, b) => a.backup.made - b.backup.made);
    const start = known ?? oldestFirst.at(-1);
    if (start === undefined) return null;
    const chosen = oldestFirst.reduce((newest, one) => (supersedes(one.backup, newest.backup) ? one : newest), start);
    // What a window that is still there has is copied: the window needs it, and so does the one that restores it later.
    if (!this.folder.isOfOtherWindow(chosen.backup)) {
      this.#keep(chosen);
      for (const stored of oldestFirst.reverse()) {
        if ([...this.#stored.values()].some((kept) => supersedes(kept.backup, stored.backup))) this.#keep(stored);
      }
    }
    await this.#makeOwn(chosen);
    return chosen.backup;
  }

  /**
   * Writes a backup beside `destination`, and only then deletes the older ones: at every moment there is a whole one.
   *
   * @returns where it is
   */
  write(destination: string, { saved, edits }: Pick<Backup, 'saved' | 'edits'>): Promise<string> {
    const { store, windows } = this.folder;
    const made = this.folder.nextMade();
    const backup = { uri: this.document, made, by: windows.process, after: this.#after, saved, edits };
    // VS Code counts from 1 again in each window, so its name may be that of a backup of another one.
    const at = `${destination}-${made}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
    return this.#queue.run(async () => {
      await store.write(at, packBackup(backup)).catch(async (error: unknown) => {
        await store.delete(at).catch(() => undefined); // a part of it may be there
        throw error;
      });
      await this.#delete();
      this.#keep({ at, backup });
      return at;
    });
  }

  /** Writes a backup in the place of the one that is there, if one is. */
  async renew(content: Pick<Backup, 'saved' | 'edits'>): Promise<void> {
    const last = [...this.#stored.values()].at(-1);
    if (last !== undefined) await this.write(destinationOf(last.at), content);
  }

  /** Deletes all backups: there is nothing that has to be kept. */
  discard(): Promise<void> {
    return this.#queue.run(() => this.#delete());
  }

  /** The document is closed; backups that are still there then belong to nobody. */
  dispose(): void {
    void this.#queue.run(() => {
      for (const at of this.#stored.keys()) this.folder.release(at, this);
    });
  }

  /**
   * Another window may take the same backup, and discard it, or VS Code may be killed before it notes that the file of a
   * document was renamed: so what is not this document's own is copied at once. If that fails, all is as it was.
   */
  async #makeOwn({ at, backup }: StoredBackup): Promise<void> {
    const { made, by, after, uri } = backup;
    const isOwn = by === this.folder.windows.process;
    if (isOwn) this.#after = after;
    // Edits of a window that is still there are two windows' edits from now on.
    else if (!this.folder.isOfOtherWindow(backup)) this.#after = { made, by };
    if (this.folder.store.list === null) return;
    if (!isOwn || uri !== this.document) await this.write(destinationOf(at), backup).catch(() => undefined);
  }

  #keep(stored: StoredBackup): void {
    this.#stored.set(stored.at, stored);
    this.folder.claim(stored.at, this);
  }

  async #delete(): Promise<void> {
    // The oldest first: what is left if the window is killed is superseded by what is left beside it.
    const oldestFirst = [...this.#stored.values()].sort((a, b) => a.backup.made - b.backup.made);
    for (const { at } of oldestFirst) {
      // Not one that another document has taken, and again if it fails now. VS Code may have deleted it already.
      const isLeft = this.folder.isHeldBy(this, at) && !(await this.#isGone(at));
      if (isLeft) continue;
      this.#stored.delete(at);
      this.folder.release(at, this);
    }
  }

  #isGone(at: string): Promise<boolean> {
    return this.folder.store.delete(at).then(
      () => true,
      async () => (await this.folder.read(at)) === null,
    );
  }
}

/** Where VS Code wanted a backup that is at `at`. */
function destinationOf(at: string): string {
  const end = at.indexOf('-', at.lastIndexOf('/') + 1);
  return end < 0 ? at : at.slice(0, end);
}
