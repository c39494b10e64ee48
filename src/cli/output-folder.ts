import { join } from 'node:path';
import { sameBytes } from '../core/format/bytes';
import { numberedName, safeFileName } from '../core/cluster/file-names';
import { UsageError, type Arguments, type Io } from './command';
import { reasonOfFailure } from './file-failure';

/** Where a file was written to, or why it was not, as the end of a sentence. */
export type Written = { readonly path: string } | { readonly path: null; readonly error: string };

/** Files of one name with other contents that a folder may have. */
const mostOfOneName = 1_000;

/** The folder that -o names; null without it. */
export function outputFolder(command: string, args: Arguments, io: Io): OutputFolder | null {
  const folder = args.value('output');
  if (folder !== null) return new OutputFolder(folder, args.has('force'), io);
  if (args.has('force')) throw new UsageError(`${command}: --force needs -o DIR`);
  return null;
}

/**
 * A folder for files whose names come from others. Every file is in the folder itself; no file is replaced without --force,
 * and no link of its name followed: one with another content gets a number, one with the same content stays.
 */
export class OutputFolder {
  #isMade = false;
  /** What this run has written, which --force does not replace. */
  readonly #own = new Set<string>();

  constructor(
    readonly folder: string,
    readonly isForced: boolean,
    readonly io: Io,
  ) {}

  async write(name: string, bytes: Uint8Array): Promise<Written> {
    const safe = safeFileName(name);
    try {
      if (!this.#isMade) await this.io.makeDirectory(this.folder);
      this.#isMade = true;
      for (let number = 1; number <= mostOfOneName; number += 1) {
        const path = join(this.folder, number === 1 ? safe : numberedName(safe, number));
        if (await this.#writeAs(path, bytes)) return { path };
      }
      return { path: null, error: `the folder has ${mostOfOneName} files of this name` };
    } catch (error) {
      return { path: null, error: reasonOfFailure(error) };
    }
  }

  /** False if the name is taken by another content. */
  async #writeAs(path: string, bytes: Uint8Array): Promise<boolean> {
    try {
      await this.io.writeNewFile(path, bytes, this.isForced && !this.#own.has(path));
      this.#own.add(path);
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const found = await this.io.readFile(path).catch(() => null);
      return found !== null && sameBytes(found, bytes);
    }
  }
}
