import type { Backup } from '../../../../src/core/edit/backup';
import { History } from '../../../../src/core/edit/history';
import { DocumentBackups } from '../../../../src/extension/host/backups';

/** Backups that tell of each that is asked for, by VS Code or by a save, at that moment. */
export class ToldBackups extends DocumentBackups {
  onWrite: (state: Uint8Array) => void = () => undefined;

  override write(destination: string, content: Pick<Backup, 'saved' | 'edits'>): Promise<string> {
    this.onWrite(new History(content.saved, content.edits).bytes);
    return super.write(destination, content);
  }
}

/** Edits that somebody made and did not save: they pass from a document to the one that is opened with them again. */
export class Unsaved {
  /** Contents of the file that may be overwritten: loaded into the editor, written by it, or asked about. */
  readonly own = new Set<string>();
  readonly #everAsked = new Set<string>();
  /** States for which VS Code asked for a backup since there was last nothing to save, in order. */
  #asked: { readonly state: string; isPromised: boolean }[] = [];

  /** @returns what to call once VS Code is told that the backup is there */
  ask(state: string): () => void {
    const asked = { state, isPromised: false };
    this.#asked.push(asked);
    this.#everAsked.add(state);
    return () => {
      asked.isPromised = true;
    };
  }

  wasAsked(state: string): boolean {
    return this.#everAsked.has(state);
  }

  /** Saved, reverted or undone. */
  settle(): void {
    this.#asked = [];
  }

  /** The file has this content: what was backed up before needs no backup any more. */
  reached(state: string | undefined): void {
    const index = this.#asked.findLastIndex((asked) => asked.state === state);
    this.#asked = this.#asked.slice(index + 1);
  }

  /** States one of which must come back after a kill; none if nothing was promised. */
  get owed(): readonly string[] {
    const index = this.#asked.findLastIndex(({ isPromised }) => isPromised);
    return index === -1 ? [] : this.#asked.slice(index).map(({ state }) => state);
  }
}
