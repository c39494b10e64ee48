import { randomUUID } from 'node:crypto';
import { open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a file whole or not at all: into a temporary file beside it, which takes its name once it is on the disk. A
 * link is followed, whether or not its file exists yet, and the file keeps its mode. A pipe or `/dev/null` gets the bytes
 * as they come: a file with its name would replace it.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    await writeFile(path, bytes);
    return;
  }
  const target = await targetOf(path);
  const mode = found === null ? null : found.mode & 0o777;
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode ?? 0o666);
    try {
      if (mode !== null) await file.chmod(mode);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
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

export async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Device and inode of the file that a path leads to, by links too; null if there is none. */
export async function fileNumber(path: string): Promise<string | null> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => null,
  );
}
