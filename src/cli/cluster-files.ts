import { basename } from 'node:path';
import { isListName } from '../core/format/file-names';
import type { Bundle } from '../core/phone/bundles/bundle';
import type { NamedList } from '../core/phone/held';
import { CommandError, ExitStatus, type Arguments, type Io } from './command';
import { isFolder } from './each-input';
import { readFailure } from './file-failure';
import { filesInFolder } from './file-tree';
import { binaryOf } from './binary-input';
import { readBytes, refusedList } from './input';
import { certificatesIn } from './input-files';
import { isWindows } from './platform';

/** A file of a cluster: one of its lists, or a bundle of certificates. */
export type ClusterFile = { readonly path: string } & (
  { readonly kind: 'list'; readonly list: NamedList } | { readonly kind: 'bundle'; readonly bundle: Bundle }
);

const needed = 'a list or a bundle of certificates';

/** Endings of the files that servers and programs write certificates to. */
const bundleEndings = /\.(?:pkcs12|p12|pfx|pem|crt|cer|der|p7b)$/i;

/**
 * The lists and bundles of a cluster, each file read once; of a folder every list, and every file with the ending of a
 * bundle. Any other file ends the command.
 */
export async function readClusterFiles(paths: readonly string[], args: Arguments, io: Io): Promise<ClusterFile[]> {
  const files: ClusterFile[] = [];
  for (const path of paths) {
    if (await isFolder(path, io)) files.push(...(await filesOfFolder(path, args, io)));
    else files.push(await readClusterFile(path, args, io));
  }
  return files;
}

async function filesOfFolder(folder: string, args: Arguments, io: Io): Promise<ClusterFile[]> {
  const { paths, failures } = await filesInFolder(folder, io, isWindows);
  const [failure] = failures;
  if (failure !== undefined) {
    throw new CommandError(ExitStatus.unreadable, `${failure.path}: ${readFailure(failure.error)}`);
  }
  const files: ClusterFile[] = [];
  for (const path of paths) {
    if (isListName(path) || bundleEndings.test(path)) {
      files.push(await readClusterFile(path, args, io));
      continue;
    }
    const bytes = await io.readFile(path).catch(() => null);
    const input = bytes === null ? null : await binaryOf(bytes, path);
    if (input?.kind === 'list') files.push({ path, kind: 'list', list: input });
  }
  if (files.length > 0) return files;
  throw new CommandError(ExitStatus.unreadable, `${folder}: There is no list and no bundle in this folder.`);
}

async function readClusterFile(path: string, args: Arguments, io: Io): Promise<ClusterFile> {
  const bytes = await readBytes(path, io);
  const input = await binaryOf(bytes, path);
  if (input?.kind === 'list') return { path, kind: 'list', list: input };
  if (isListName(path)) throw await refusedList(bytes, path, needed);
  const certificates = await certificatesIn(bytes, { path, needed }, args, io);
  return { path, kind: 'bundle', bundle: { file: basename(path), certificates } };
}
