import * as vscode from 'vscode';
import type { ClusterClient } from '../../core/cluster/client';
import { sameBytes } from '../../core/format/bytes';
import { readIfThere } from './files';

/** What the program that runs the extension can do beyond the interface of VS Code. */
export interface Platform {
  /**
   * Makes `bytes` the content of a file, whole or not at all if the platform and the folder allow it.
   *
   * @param expected what the file may contain at the last moment before; anything by default. No file is always expected.
   * @returns false if it contains something else, which is then left as it is.
   */
  write(uri: vscode.Uri, bytes: Uint8Array, expected?: readonly Uint8Array[]): Promise<boolean>;
  /** Names the process of this window to others; undefined if there is no telling. */
  readonly process: string | undefined;
  isRunning(process: string): boolean;
  /** Loads what reaches servers, for a person's explicit command; null if the platform reaches none. */
  readonly cluster: (() => Promise<ClusterClient>) | null;
}

/** What VS Code gives everywhere: in a browser there is nothing else. */
export const plainPlatform: Platform = {
  async write(uri, bytes, expected) {
    const found = expected === undefined ? undefined : await readIfThere(uri);
    if (found !== undefined && expected?.some((content) => sameBytes(content, found)) === false) return false;
    await vscode.workspace.fs.writeFile(uri, bytes);
    return true;
  },
  process: undefined,
  isRunning: () => false,
  cluster: null,
};
