import type { Certificate } from '../core/certificates/certificate';
import type { GivenLists } from '../core/cluster/fleet/given';
import type { NotServed, Served, ServedReader } from '../core/cluster/fleet/served-reader';
import type { SourceProblem } from '../core/cluster/observation';
import { isListName } from '../core/format/file-names';
import { CommandError, ExitStatus, type Io } from './command';
import { inputsInFolder, isFolder } from './each-input';
import { readFailure } from './file-failure';
import { filesInFolder } from './file-tree';
import { loadFleet } from './engine';
import { notAList, readBytes, readInput, type Input } from './input';
import { isWindows } from './platform';
import { refusalOf } from './what-it-is';

const needed = 'a list or a configuration';

/**
 * Reads what is served; its lists become given ones. Of a folder every list and configuration is taken, and what cannot
 * be read is a problem; a file that is named and is neither ends the command.
 */
export async function readServed(
  paths: readonly string[],
  lists: GivenLists,
  io: Io,
): Promise<{ readonly served: Served; readonly problems: readonly SourceProblem[] }> {
  const { ServedReader } = await loadFleet();
  const reading = new ServedReading(new ServedReader(lists), io);
  for (const path of paths) {
    if (await isFolder(path, io)) await reading.folder(path);
    else await reading.file(path, await readBytes(path, io));
  }
  if (reading.reader.files.length === 0) {
    const error = 'There is no list and no configuration here.';
    throw new CommandError(ExitStatus.unreadable, `${paths.join(', ')}: ${error}`);
  }
  return { served: reading.reader.served(), problems: reading.problems };
}

class ServedReading {
  readonly problems: SourceProblem[] = [];

  constructor(
    readonly reader: ServedReader,
    private readonly io: Io,
  ) {}

  async folder(folder: string): Promise<void> {
    const { paths, failures } = await filesInFolder(folder, this.io, isWindows);
    for (const { path, error } of failures) this.#fail(path, readFailure(error));
    for (const path of paths) {
      const bytes = await this.io.readFile(path).catch((error: unknown) => {
        this.#fail(path, readFailure(error));
        return null;
      });
      const error = bytes === null ? null : await this.#take(path, bytes);
      if (error !== null && (error.isList || isListName(path))) this.#fail(path, error.message);
    }
  }

  async file(path: string, bytes: Uint8Array): Promise<void> {
    const error = await this.#take(path, bytes);
    if (error !== null) throw new CommandError(ExitStatus.unreadable, `${path}: ${error.message}`);
  }

  #fail(file: string, message: string): void {
    this.problems.push({ file, line: null, message });
  }

  /** @returns why the file is neither a list nor a configuration, and what it is; null if it was taken. */
  async #take(path: string, bytes: Uint8Array): Promise<NotServed | null> {
    const error = await this.reader.take(path, bytes);
    if (error === null || error.isList) return error;
    return { isList: false, message: await refusalOf(error.message, bytes, path, needed) };
  }
}

/**
 * Reads lists that phones may hold, and what `show itl` printed of some. Of a folder, what cannot be read is a problem; a
 * file that is named and is not a list ends the command.
 *
 * @param stores certificates by which the hashes in a text are known.
 */
export async function readKnown(
  paths: readonly string[],
  { lists, stores }: { readonly lists: GivenLists; readonly stores: readonly Certificate[] },
  io: Io,
): Promise<SourceProblem[]> {
  const problems: SourceProblem[] = [];
  for (const path of paths) {
    const inFolder = await isFolder(path, io);
    const inputs = inFolder ? inputsInFolder(path, io, 'a list') : [await readInput(path, io, 'a list')];
    let isEmpty = true;
    for await (const input of inputs) {
      isEmpty = false;
      // A folder of a TFTP server has configurations too, which no phone holds.
      if (inFolder && input.kind === 'signed') continue;
      const error = await addKnown(input, { lists, stores });
      if (error === null) continue;
      if (!inFolder) throw new CommandError(ExitStatus.unreadable, `${input.file}: ${error}`);
      problems.push({ file: input.file, line: null, message: error });
    }
    if (isEmpty) throw new CommandError(ExitStatus.unreadable, `${path}: There is no list in this folder.`);
  }
  return problems;
}

/** @returns why it could not be added; null if it was. */
async function addKnown(
  input: Input,
  { lists, stores }: { readonly lists: GivenLists; readonly stores: readonly Certificate[] },
): Promise<string | null> {
  switch (input.kind) {
    case 'list': {
      const added = await lists.add(input.file, input.bytes);
      return added.ok ? null : added.problem.sentence;
    }
    case 'text':
      return (await loadFleet()).addShownLists(input, lists, stores);
    case 'signed':
      return (await notAList(input)).error;
    case 'other':
      return input.failure.error;
  }
}
