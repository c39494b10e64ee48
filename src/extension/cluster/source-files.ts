import * as vscode from 'vscode';
import type { SourceContents } from '../../core/cluster/sources/contents';
import { sourceLimits } from '../../core/cluster/sources/limits';
import { ahead } from '../../core/words/ahead';
import { loadPhoning } from '../host/engine';
import { reasonOf } from '../host/errors';
import { readBytes } from '../host/files';
import { relativePath } from '../host/list-uris';
import { t } from '../../core/words/translate';

/** A file that is read as a source of phones. */
export interface FoundFile {
  readonly uri: vscode.Uri;
  /** What the answer calls it. */
  readonly name: string;
  /** In bytes; null if it cannot be told. */
  readonly size: number | null;
}

/** Files, and what could not be looked into. */
export interface Found {
  readonly files: readonly FoundFile[];
  readonly failures: readonly { readonly file: string; readonly message: string }[];
}

/** What an answer calls files, and which file a name is: of each file one name, and of each name one file. */
export class FileNames {
  readonly #files = new Map<string, vscode.Uri>();

  nameOf(uri: vscode.Uri): string {
    const path = relativePath(uri);
    const known = this.#files.get(path);
    const name = known === undefined || known.toString() === uri.toString() ? path : uri.toString();
    this.#files.set(name, uri);
    return name;
  }

  fileOf(name: string): vscode.Uri | undefined {
    return this.#files.get(name);
  }
}

/** Files whose sizes are asked for at once. */
const askedAtOnce = 16;

/**
 * The files of these files and folders, those of a folder sorted by name, with their sizes. Hidden files, `node_modules`
 * and links to folders are passed over, as on the command line.
 *
 * @param onFound hears how many there are so far.
 */
export async function findFiles(
  uris: readonly vscode.Uri[],
  names: FileNames,
  token: vscode.CancellationToken,
  onFound: (files: number) => void = () => undefined,
): Promise<Found> {
  const failures: { file: string; message: string }[] = [];
  const found = new Map<string, vscode.Uri>();
  for (const uri of uris) {
    const type = await typeOf(uri);
    if ((type & vscode.FileType.Directory) === 0) found.set(uri.toString(), uri);
    else {
      const inside = await filesInFolder(uri, names, token, failures);
      if (inside.length === 0 && !token.isCancellationRequested) {
        failures.push({ file: names.nameOf(uri), message: t('There are no files in this folder.') });
      }
      for (const file of inside) found.set(file.toString(), file);
    }
    onFound(found.size);
  }
  const files: FoundFile[] = [];
  const sized = ahead(found.values(), askedAtOnce, async (uri) => ({ uri, size: await sizeOf(uri) }));
  for await (const { uri, size } of sized) {
    if (token.isCancellationRequested) break;
    files.push({ uri, size, name: names.nameOf(uri) });
  }
  return { files, failures };
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => type,
    () => vscode.FileType.Unknown,
  );
}

async function sizeOf(uri: vscode.Uri): Promise<number | null> {
  return vscode.workspace.fs.stat(uri).then(
    ({ size }) => size,
    () => null,
  );
}

async function filesInFolder(
  folder: vscode.Uri,
  names: FileNames,
  token: vscode.CancellationToken,
  failures: { file: string; message: string }[],
): Promise<vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined && !token.isCancellationRequested; next = open.pop()) {
    const here = next;
    const entries = await vscode.workspace.fs.readDirectory(here).then(
      (read) => read,
      (error: unknown) => {
        failures.push({
          file: names.nameOf(here),
          message: t('This folder cannot be read: {reason}', { reason: reasonOf(error) }),
        });
        return [];
      },
    );
    for (const [name, type] of entries) {
      const isFolder = (type & vscode.FileType.Directory) !== 0;
      const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
      if (name.startsWith('.') || (isFolder && (isLink || name === 'node_modules'))) continue;
      (isFolder ? open : files).push(vscode.Uri.joinPath(here, name));
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Bytes that a reader takes at once. */
const piece = 256 * 1024;

/** The largest file that is read: VS Code gives files as a whole. */
const mostBytes = sourceLimits.memberBytes;

/** Reads a file; what cannot be read is a sentence. */
export async function readSource({ uri, size }: FoundFile): Promise<Uint8Array | string> {
  if (size !== null && size > mostBytes) {
    return t(
      'Too costly, because it has more than {most} bytes: trustlist audit on the command line reads it in pieces.',
      { most: mostBytes },
    );
  }
  return readBytes(uri).catch((error: unknown) => t('This file cannot be read: {reason}', { reason: reasonOf(error) }));
}

/**
 * What the bytes of a source say, part by part.
 *
 * @param onRead hears how many of the bytes were taken, between two pieces of work.
 */
export async function* contentsOf(
  name: string,
  bytes: Uint8Array,
  onRead: (bytes: number) => Promise<void>,
): AsyncGenerator<SourceContents> {
  const { openSource } = await loadPhoning();
  const reader = openSource(name);
  for (let start = 0; start < bytes.length && !reader.isDone; start += piece) {
    yield* reader.push(bytes.subarray(start, start + piece));
    await onRead(Math.min(bytes.length, start + piece));
  }
  yield* reader.end();
}
