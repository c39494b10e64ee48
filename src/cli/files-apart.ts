import { resolve } from 'node:path';
import { UsageError, type Arguments, type Io } from './command';

/** The files that options name to be read: keys, certificates, passwords and signatures. */
export function filesRead(args: Arguments): string[] {
  const named = ['key', 'cert', 'password-file', 'signature'].map((option) => args.value(option));
  const added = args.values('add').map((text) => (text.includes('@') ? text.slice(text.indexOf('@') + 1) : null));
  const renewed = args.values('set').map((text) => /^\d+\.certificate=(.*)$/s.exec(text)?.[1] ?? null);
  return [...named, ...added, ...renewed].filter((path) => path !== null);
}

/**
 * Refuses a command line that would write over a file which it reads, or write one file twice, be it by another name:
 * a slip must cost nobody a list, let alone a private key.
 */
export async function keepApart(reads: readonly string[], writes: readonly string[], io: Io): Promise<void> {
  const isIn = async (path: string, others: readonly string[]): Promise<boolean> => {
    for (const other of others) if (resolve(path) === resolve(other) || (await io.isSameFile(path, other))) return true;
    return false;
  };
  for (const [index, path] of writes.entries()) {
    if (await isIn(path, reads)) throw new UsageError(`${path} is read by this command, which would write over it`);
    if (await isIn(path, writes.slice(0, index))) throw new UsageError(`${path} would be written twice`);
  }
}
