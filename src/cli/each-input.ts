import { isListName } from '../core/format/file-names';
import { worst, ExitStatus, type Arguments, type Io } from './command';
import { standardInput } from './expansion';
import { readFailure } from './file-failure';
import { filesInFolder } from './file-tree';
import { binaryOf } from './binary-input';
import { readInput, type Input, type InputIo, type OtherInput } from './input';
import { isWindows } from './platform';
import type { Needed } from './what-it-is';

/** Operands read one after the other. */
export interface EachRead {
  readonly status: ExitStatus;
  /** A folder or a pattern was among them: there may be any number of files. */
  readonly isArray: boolean;
  /** Folders in which there is nothing to read; the person has been told. */
  readonly empty: readonly string[];
}

/** What is said of a folder in which there is nothing to read. */
export const emptyFolder = 'There is no list and no signed file in this folder.';

/**
 * Reads the files of the operands one after the other, each once; of a folder every list and signed file in it.
 *
 * @param take says how the command ends for one of them.
 */
export async function eachInput(
  { operands, isExpanded }: Pick<Arguments, 'operands' | 'isExpanded'>,
  io: Io,
  needed: Needed,
  take: (input: Input) => Promise<ExitStatus>,
): Promise<EachRead> {
  let status: ExitStatus = ExitStatus.sound;
  let isArray = isExpanded;
  const empty: string[] = [];
  for (const operand of operands) {
    if (!(await isFolder(operand, io))) {
      status = worst([status, await take(await readInput(operand, io, needed))]);
      continue;
    }
    isArray = true;
    let isEmpty = true;
    for await (const input of inputsInFolder(operand, io, needed)) {
      isEmpty = false;
      status = worst([status, await take(input)]);
    }
    if (isEmpty) {
      io.complain(`${operand}: ${emptyFolder}`);
      empty.push(operand);
      status = ExitStatus.unreadable;
    }
  }
  return { status, isArray, empty };
}

export async function isFolder(path: string, io: Pick<Io, 'isDirectory'>): Promise<boolean> {
  return path !== standardInput && (await io.isDirectory(path));
}

/** The files that a path stands for: a file itself, or those of a folder. */
export async function* inputsAt(path: string, io: Io, needed: Needed): AsyncGenerator<Input> {
  if (await isFolder(path, io)) yield* inputsInFolder(path, io, needed);
  else yield await readInput(path, io, needed);
}

/**
 * The lists and signed files in a folder and its folders, in order: every `.tlv`, and every other file that is one by
 * its content. Other files are passed over, also those that cannot be read.
 */
export async function* inputsInFolder(folder: string, io: Io, needed: Needed): AsyncGenerator<Input> {
  const { paths, failures } = await filesInFolder(folder, io, isWindows);
  for (const { path, error } of failures) yield unreadableFolder(path, error);
  for (const path of paths) {
    const input = await inputInFolder(path, io, needed);
    if (input !== null) yield input;
  }
}

/** What a folder is that cannot be looked into. */
export function unreadableFolder(path: string, error: unknown): OtherInput {
  return { kind: 'other', file: path, failure: { error: readFailure(error), offset: null } };
}

/** A file of a folder; null if it is passed over. */
export async function inputInFolder(path: string, io: InputIo, needed: Needed): Promise<Input | null> {
  if (isListName(path)) return readInput(path, io, needed);
  const bytes = await io.readFile(path).catch(() => null);
  return bytes === null ? null : binaryOf(bytes, path);
}
