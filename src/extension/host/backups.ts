import * as vscode from 'vscode';
import { packBackup, unpackBackup, type Backup } from '../../core/edit/backup';
import { readBytes } from './files';
import { Queue } from './queue';

interface StoredBackup {
  readonly at: vscode.Uri;
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
  readonly #inUse = new Set<string>();

  /** @param folder undefined if VS Code gives none. */
  constructor(private readonly folder: vscode.Uri | undefined) {}

  /** What was left behind of a document; backups of documents that are open here are left alone. */
  async leftBehind(document: vscode.Uri): Promise<StoredBackup[]> {
    const stored = await Promise.all((await this.#files()).map(readStored));
    return stored
      .filter((found) => found !== null)
      .filter(({ at, backup }) => backup.uri === document.toString() && !this.#inUse.has(at.toString()));
  }

  claim(at: vscode.Uri): void {
    this.#inUse.add(at.toString());
  }

  release(at: vscode.Uri): void {
    this.#inUse.delete(at.toString());
  }

  async #files(): Promise<vscode.Uri[]> {
    const { folder } = this;
    if (folder === undefined) return [];
    // Without a folder there is nothing to come back to.
    const entries = await vscode.workspace.fs.readDirectory(folder).then(
      (found) => found,
      () => [],
    );
    return entries
      .filter(([, type]) => type === vscode.FileType.File)
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  }
}

/** The backups of one document: those that it found, and the one that it wrote last. */
export class DocumentBackups {
  readonly #files = new Map<string, vscode.Uri>();
  /** A backup is written before an older one is deleted. */
  readonly #queue = new Queue();

  constructor(
    private readonly document: vscode.Uri,
    private readonly folder: BackupFolder,
  ) {}

  /**
   * The newest backup of the document. It and older ones stay until the next backup, or until the document discards
   * them.
   *
   * @param named the backup that VS Code names.
   */
  async newest(named: string | undefined): Promise<Backup | null> {
    const known = named === undefined ? null : await readStored(vscode.Uri.parse(named));
    const found = await this.folder.leftBehind(this.document);
    const all = (known === null ? found : [known, ...found]).sort((a, b) => b.backup.made - a.backup.made);
    for (const { at } of all) this.#keep(at);
    return all[0]?.backup ?? null;
  }

  /**
   * Writes a backup beside `destination`, and only then deletes the older ones: at every moment there is a whole one.
   */
  write(destination: vscode.Uri, { saved, edits }: Pick<Backup, 'saved' | 'edits'>): Promise<vscode.Uri> {
    const made = Date.now();
    const packed = packBackup({ uri: this.document.toString(), made, saved, edits });
    // VS Code counts from 1 again in each window, so its name may be that of a backup which was left behind.
    const at = destination.with({ path: `${destination.path}-${made}` });
    return this.#queue.run(async () => {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(at, '..'));
      await vscode.workspace.fs.writeFile(at, packed);
      await this.#delete(at);
      this.#keep(at);
      return at;
    });
  }

  /** Deletes all backups: there is nothing that has to be kept. */
  discard(): Promise<void> {
    return this.#queue.run(() => this.#delete());
  }

  /** The document is closed; backups that are still there belong to nobody. */
  dispose(): void {
    for (const at of this.#files.values()) this.folder.release(at);
  }

  #keep(at: vscode.Uri): void {
    this.#files.set(at.toString(), at);
    this.folder.claim(at);
  }

  async #delete(except?: vscode.Uri): Promise<void> {
    for (const [key, at] of [...this.#files]) {
      if (key === except?.toString()) continue;
      this.#files.delete(key);
      // VS Code may have deleted it already.
      await vscode.workspace.fs.delete(at).then(undefined, () => undefined);
      this.folder.release(at);
    }
  }
}

/** Null if there is no backup, or a part of one. */
async function readStored(at: vscode.Uri): Promise<StoredBackup | null> {
  try {
    const backup = unpackBackup(await readBytes(at));
    return backup === null ? null : { at, backup };
  } catch {
    return null;
  }
}
