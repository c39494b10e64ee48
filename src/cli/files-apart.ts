import { resolve } from 'node:path';
import { splitAddition } from './additions';
import { UsageError, type Arguments, type Io } from './command';
import { fileOfChange, readFieldChange } from './field-change';

/** The files that options name to be read: keys, certificates, passwords and signatures. */
export function filesRead(args: Arguments): string[] {
  const named = ['key', 'cert', 'password-file', 'signature'].map((option) => args.value(option));
  const added = args.values('add').map((text) => splitAddition(text).file);
  const changes = args.values('set').map(readFieldChange);
  const renewed = changes.map((change) => (change === null ? null : fileOfChange(change)));
  return [...named, ...added, ...renewed].filter((path) => path !== null);
}

/**
 * Refuses a command line that would overwrite a file which it reads, or write one file twice, even under another name:
 * a slip must not cost anyone a list, let alone a private key.
 */
export async function keepApart(reads: readonly string[], writes: readonly string[], io: Io): Promise<void> {
  const read = new Set<string>();
  const written = new Set<string>();
  for (const path of reads) for (const identity of await identities(path, io)) read.add(identity);
  for (const path of writes) {
    const found = await identities(path, io);
    if (found.some((identity) => read.has(identity)))
      throw new UsageError(`${path} is an input of this command and would be overwritten`);
    if (found.some((identity) => written.has(identity))) throw new UsageError(`${path} would be written twice`);
    for (const identity of found) written.add(identity);
  }
}

/** True where both paths lead to one file. */
export async function isSameFile(path: string, other: string, io: Io): Promise<boolean> {
  const found = await identities(other, io);
  return (await identities(path, io)).some((identity) => found.includes(identity));
}

/** What two paths have in common that lead to one file: the place, and where there is a file, its number too. */
async function identities(path: string, io: Io): Promise<string[]> {
  const number = await io.fileNumber(path);
  return [resolve(path), ...(number === null ? [] : [number])];
}
