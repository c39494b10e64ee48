import * as vscode from 'vscode';
import { safeFileName } from '../../core/cluster/file-names';
import { ReadOnlyFiles, readOnlyStat } from '../host/read-only-files';

/** Scheme of the files that a cluster sent, and of the reports on what it said. */
export const fetchedScheme = 'trust-list-fetched';

interface File {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes of all folders together; the newest folder stays even if it has more. A cluster's lists have a few thousand. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Files in memory, read-only, until the window closes: `trust-list-fetched:/cucm-pub 2026-11-27 13.47.29/ITLFile.tlv`. A
 * folder for each command that brought something; if together they are too large, the oldest go.
 */
export class FetchedFiles extends ReadOnlyFiles {
  /** Of all folders, also of those that are gone: what is open from there is not taken for something newer. */
  readonly #names = new Set<string>();
  readonly #folders = new Map<string, ReadonlyMap<string, File>>();

  constructor(
    private readonly scheme = fetchedScheme,
    private readonly most = mostBytes,
  ) {
    super();
  }

  /**
   * Takes files into a folder of their own.
   *
   * @param label what the folder is called, before the time.
   * @param files by distinct names.
   * @returns the folder.
   */
  add(label: string, files: readonly NewFile[], now: Date): vscode.Uri {
    const name = this.#freeName(safeFileName(`${label} ${localTime(now)}`));
    const time = now.getTime();
    this.#names.add(name);
    this.#folders.set(name, new Map(files.map((file) => [file.name, { bytes: file.bytes, time }])));
    this.#forgetOldest();
    return vscode.Uri.from({ scheme: this.scheme, path: `/${name}` });
  }

  override stat(uri: vscode.Uri): vscode.FileStat {
    const [folder, name] = partsOf(uri);
    if (folder === undefined || (name === undefined && this.#folders.has(folder))) {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { bytes, time } = this.#file(uri);
    return readOnlyStat(bytes.length, time);
  }

  override readFile(uri: vscode.Uri): Uint8Array {
    return this.#file(uri).bytes.slice();
  }

  /** The files of a folder; none of one that is not there. */
  namesIn(folder: vscode.Uri): readonly string[] {
    const [name = ''] = partsOf(folder);
    return [...(this.#folders.get(name)?.keys() ?? [])];
  }

  override readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const [folder] = partsOf(uri);
    if (folder === undefined) return [...this.#folders.keys()].map((name) => [name, vscode.FileType.Directory]);
    const files = this.#folders.get(folder);
    if (files === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return [...files.keys()].map((name) => [name, vscode.FileType.File]);
  }

  override dispose(): void {
    this.#folders.clear();
    super.dispose();
  }

  #file(uri: vscode.Uri): File {
    const [folder = '', name = '', ...more] = partsOf(uri);
    const file = more.length > 0 ? undefined : this.#folders.get(folder)?.get(name);
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  #freeName(name: string): string {
    for (let number = 1; ; number += 1) {
      const free = number === 1 ? name : `${name} (${number})`;
      if (!this.#names.has(free)) return free;
    }
  }

  #forgetOldest(): void {
    const sizes = [...this.#folders].map(([name, files]) => ({ name, size: sizeOf(files) }));
    let held = sizes.reduce((sum, { size }) => sum + size, 0);
    for (const { name, size } of sizes.slice(0, -1)) {
      if (held <= this.most) return;
      this.#folders.delete(name);
      held -= size;
    }
  }
}

/** The folder and the name of a file; no parts of the root. */
function partsOf({ path }: vscode.Uri): string[] {
  return path.split('/').filter((part) => part !== '');
}

function sizeOf(files: ReadonlyMap<string, File>): number {
  return [...files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** `2026-11-27 13.47.29`, which can be in the name of a file. */
function localTime(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${date} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join('.')}`;
}
