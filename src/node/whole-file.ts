import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, statSync } from 'node:fs';
import {
  access,
  constants,
  lstat,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fateOf, thisProcess } from './processes';

/** A file that can be replaced only by changing more than its content. The message is the end of a sentence. */
export class NotReplaced extends Error {}

/** A file that contains something else than what was to be replaced. */
export class ChangedMeanwhile extends Error {}

/**
 * Writes a file whole or not at all: into a temporary file next to it, which takes its name once it is on the disk. A
 * link is followed, whether or not its file exists yet. The file keeps its mode and its owner. What is not a file, such
 * as a pipe or `/dev/null`, gets the bytes as they come: a file that took its name would take its place.
 *
 * @param expected what the file may contain at the last moment before; anything by default. No file is always expected.
 * @throws NotReplaced if the file has further names (hard links), or an owner that the new one cannot be given.
 * @throws ChangedMeanwhile if it contains something else.
 */
export async function writeWhole(path: string, bytes: Uint8Array, expected?: readonly Uint8Array[]): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    await writeFile(path, bytes);
    return;
  }
  if (found !== null && found.nlink > 1) {
    throw new NotReplaced(`it has ${found.nlink} names (hard links), and replacing it would separate them`);
  }
  const target = await targetOf(path);
  await throughTemporary(target, bytes, async (file, temporary) => {
    if (found !== null) {
      await keepOwner(file, found);
      await file.chmod(found.mode & 0o7777);
    }
    await file.sync();
    // Both in one turn of the event loop: nothing of this process comes between, and little of any other.
    if (expected !== undefined && !containsOneOf(target, expected)) throw new ChangedMeanwhile();
    renameSync(temporary, target);
  });
}

/** False for what is not a file, and for a file that this user may not write to: a new one would take its place. */
export async function mayReplace(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() === false) return false;
  return access(path, constants.W_OK).then(
    () => true,
    () => found === null,
  );
}

function containsOneOf(path: string, contents: readonly Uint8Array[]): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return true;
  if (!contents.some(({ length }) => length === size)) return false;
  const found = readFileSync(path);
  return contents.some((content) => found.equals(content));
}

/**
 * Writes a file whole under a name that is free, or not at all; a link of that name is not followed.
 *
 * @throws Error with code EEXIST where the name is taken.
 */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await throughTemporary(path, bytes, async (file, temporary) => {
    await file.sync();
    // Claims the name: this fails where anything has it, even a link that leads nowhere.
    await (await open(path, 'wx')).close();
    await rename(temporary, path);
  });
}

/**
 * Replaces whatever has this name, a link included, by a file of these bytes.
 *
 * @param mode its permissions, such as 0o755; by default those of a new file.
 */
export async function writeOver(path: string, bytes: Uint8Array, mode?: number): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory() === true) throw Object.assign(new Error(path), { code: 'EISDIR' });
  await throughTemporary(path, bytes, async (file, temporary) => {
    if (mode !== undefined) await file.chmod(mode);
    await file.sync();
    await rename(temporary, path);
  });
}

async function throughTemporary(
  target: string,
  bytes: Uint8Array,
  finish: (file: FileHandle, temporary: string) => Promise<void>,
): Promise<void> {
  await removeAbandoned(dirname(target));
  // A name has at most 255 bytes, and a character of it up to 3.
  const temporary = join(dirname(target), `.${basename(target).slice(0, 40)}.${thisProcess}.${randomUUID()}${ending}`);
  try {
    const file = await open(temporary, 'wx', 0o666);
    try {
      await file.writeFile(bytes);
      await finish(file, temporary);
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function keepOwner(
  file: FileHandle,
  { uid, gid }: { readonly uid: number; readonly gid: number },
): Promise<void> {
  const now = await file.stat();
  if (now.uid === uid && now.gid === gid) return;
  try {
    await file.chown(uid, gid);
  } catch {
    throw new NotReplaced('it belongs to another user or group, which the new file could not be given');
  }
}

const ending = '.trustlist-tmp';

/** True for the name of a file that is being written, or was when its process was killed. */
export function isTemporary(name: string): boolean {
  return name.endsWith(ending);
}

/** Deletes the temporary files of runs on this machine that were killed before they could. */
async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, maker] = /\.([A-Za-z0-9-]+)\.[0-9a-f-]{36}\.trustlist-tmp$/.exec(name) ?? [];
    if (maker !== undefined && fateOf(maker) === 'ended') await rm(join(folder, name), { force: true });
  }
}

/** Where a path leads by its links, whether or not a file is there. Rejects if they form a circle. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') throw error;
  }
  const link = await readlink(path).catch(() => null);
  return link === null ? path : targetOf(resolve(await realpath(dirname(path)), link));
}
