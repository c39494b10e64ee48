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
  /** The command line on this machine; null if the platform starts no programs. Writes nothing yet. */
  readonly commandLine: ((place: CommandLinePlace) => CommandLine) | null;
  /** Loads what reaches servers, for a person's explicit command; null if the platform reaches none. */
  readonly cluster: (() => Promise<ClusterClient>) | null;
}

/** Where the command line is, and where the launchers go by which a terminal finds it; both by their paths. */
export interface CommandLinePlace {
  readonly program: string;
  /** For nothing else. */
  readonly folder: string;
}

/** `trustlist` without a Node.js of the person's own. */
export interface CommandLine {
  /** Writes the launchers, unless they are there. Gives the environment in which a terminal finds them. */
  install(): Promise<{ readonly PATH: string }>;
  /** Writes those again that are there and start something else: the extension or VS Code was updated. */
  update(): Promise<void>;
  /** A password can be typed into it. */
  readonly takesPasswords: boolean;
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
  commandLine: null,
  cluster: null,
};
