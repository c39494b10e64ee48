import { promises } from 'node:fs';

export async function isDirectory(path: string): Promise<boolean> {
  return promises.stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Device and inode of the file that a path leads to, by links too; null if there is none. */
export async function fileNumber(path: string): Promise<string | null> {
  return promises.stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => null,
  );
}
