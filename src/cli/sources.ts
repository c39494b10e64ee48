import type { SourceContents } from '../core/cluster/sources/contents';
import type { Io } from './command';
import { isFolder } from './each-input';
import { readFailure, reasonOfFailure } from './file-failure';
import { filesInFolder } from './file-tree';
import { loadPhoning } from './phoning';
import { isWindows } from './platform';

/** What reads files and folders. */
type Files = Pick<Io, 'isDirectory' | 'entriesOf' | 'readChunks'>;

/**
 * Reads the sources of phones that operands name, one after the other and in order: files, every file of a folder and
 * its folders, and standard input as `-`. Patterns are expanded before. Each file is read in pieces, and what it says is
 * handed on before the next piece is read, so that memory grows neither with their number nor with the length of logs
 * and archives. A file that cannot be read is a problem, and the others are read.
 *
 * @returns for each file, member of an archive, or part of a long one, what it says.
 */
export async function* sourceContents(operands: readonly string[], io: Files): AsyncGenerator<SourceContents> {
  for (const operand of operands) {
    if (!(await isFolder(operand, io))) {
      yield* contentsOfFile(operand, io);
      continue;
    }
    const { paths, failures } = await filesInFolder(operand, io, isWindows);
    for (const { path, error } of failures) {
      yield failed(path, `This folder cannot be read: ${reasonOfFailure(error)}.`);
    }
    if (paths.length === 0 && failures.length === 0) yield failed(operand, 'There are no files in this folder.');
    for (const path of paths) yield* contentsOfFile(path, io);
  }
}

async function* contentsOfFile(file: string, io: Files): AsyncGenerator<SourceContents> {
  const { openSource } = await loadPhoning();
  const reader = openSource(file);
  const pieces = io.readChunks(file)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // Only what the system says of the file is a problem of the file.
      const next = await pieces.next().catch((error: unknown) => ({ error }));
      if ('error' in next) {
        yield* reader.end(true);
        yield failed(file, readFailure(next.error));
        return;
      }
      if (next.done === true) break;
      yield* reader.push(next.value);
      if (reader.isDone) break;
    }
    yield* reader.end();
  } finally {
    await pieces.return?.();
  }
}

function failed(file: string, message: string): SourceContents {
  return { file, observations: [], lists: [], problems: [{ file, line: null, message }] };
}
