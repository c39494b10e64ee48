import { promises, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { FolderEntry } from './command';

/** Files and folders in a folder, as `Io.entriesOf` describes them. */
export async function entriesOf(folder: string): Promise<readonly FolderEntry[]> {
  const found: FolderEntry[] = [];
  for (const entry of await promises.readdir(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (entry.isDirectory()) found.push({ name, isFolder: true });
    else if (await isFile(folder, entry)) found.push({ name, isFolder: false });
  }
  return found;
}

async function isFile(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await promises.stat(join(folder, entry.name)).catch(() => null);
  return target?.isFile() ?? false;
}
