import { isWindows } from './platform';

/** What the system says of a file, in the words of a person; anything else it says is kept as it is. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'this is a directory, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would become larger than the file system allows',
  EEXIST: 'it exists already',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EPIPE: 'its reader has closed it',
  EIO: 'the device reports an error',
  EBUSY: 'it is in use',
};

/** What Windows answers also if another program has the file open: it does not let such a file be replaced. */
const maybeOpen: readonly string[] = ['EACCES', 'EPERM', 'EBUSY'];

/** Why something could not be done with a file, as the end of a sentence. */
export function reasonOfFailure(error: unknown, onWindows = isWindows): string {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (onWindows && maybeOpen.includes(code)) return 'permission denied, or another program has it open';
  return reasons[code] ?? error.message.replace(/\.$/, '');
}

const readFailures: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'The file may not be read: permission denied.',
  EISDIR: 'This is a directory, not a file.',
};

/** Why a file could not be read, as one sentence. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return readFailures[code] ?? `The file cannot be read: ${reasonOfFailure(error)}.`;
}
