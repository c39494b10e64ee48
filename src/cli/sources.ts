import type { SourceContents } from '../core/cluster/sources/contents';
import type { SourceProblem } from '../core/cluster/observation';
import type { Io } from './command';
import { isFolder } from './each-input';
import { readFailure, reasonOfFailure } from './file-failure';
import { filesInFolder } from './file-tree';
import { loadPhoning } from './engine';
import { isWindows } from './platform';

/**
 * The files that operands name, in order: files, every file of a folder and its folders, and standard input as `-`.
 * Patterns are expanded before. What of a folder cannot be read is added to `problems`.
 */
export async function* sourceFiles(
  operands: readonly string[],
  problems: SourceProblem[],
  io: Pick<Io, 'isDirectory' | 'entriesOf'>,
): AsyncGenerator<string> {
  const add = (file: string, message: string): void => {
    problems.push({ file, line: null, message });
  };
  for (const operand of operands) {
    if (!(await isFolder(operand, io))) {
      yield operand;
      continue;
    }
    const { paths, failures } = await filesInFolder(operand, io, isWindows);
    for (const { path, error } of failures) add(path, `This folder cannot be read: ${reasonOfFailure(error)}.`);
    if (paths.length === 0 && failures.length === 0) add(operand, 'There are no files in this folder.');
    yield* paths;
  }
}

/**
 * Reads a source of phones in pieces, and hands on what it says before the next piece is read, so that memory does not
 * grow with the length of logs and archives. What cannot be read is a problem of the source.
 *
 * @returns for each file, member of an archive, or part of a long one, what it says.
 */
export async function* sourceContents(file: string, io: Pick<Io, 'readChunks'>): AsyncGenerator<SourceContents> {
  const { openSource } = await loadPhoning();
  const reader = openSource(file);
  const pieces = io.readChunks(file)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // Only what the system says of the file is a problem of the file.
      const next = await pieces.next().catch((error: unknown) => ({ error }));
      if ('error' in next) {
        yield* reader.end(true);
        const problem = { file, line: null, message: readFailure(next.error) };
        yield { file, observations: [], lists: [], problems: [problem] };
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
