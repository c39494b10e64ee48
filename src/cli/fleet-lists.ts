import type { Certificate } from '../core/certificates/certificate';
import type { ServedFile } from '../core/cluster/fleet/fleet';
import type { GivenLists } from '../core/cluster/fleet/given';
import type { ServedFiles } from '../core/cluster/fleet/judge';
import type { SourceProblem } from '../core/cluster/observation';
import { isListName } from '../core/format/file-names';
import { isPage, textOf } from '../core/format/text-of';
import type { OfferedConfiguration } from '../core/phone/offered';
import { binaryOf } from './binary-input';
import { CommandError, ExitStatus, type Io } from './command';
import { inputsInFolder, isFolder } from './each-input';
import { readFailure } from './file-failure';
import { filesInFolder } from './file-tree';
import { notAList, readBytes, readInput, type Input, type TextInput } from './input';
import { loadPhoning } from './phoning';
import { isWindows } from './platform';
import { refusalOf } from './what-it-is';

const needed = 'a list or a configuration';

/** What is served: the files as they are named, and as phones are offered them. */
export type Served = ServedFiles & { readonly files: readonly ServedFile[] };

/**
 * Reads what is served; its lists become given ones. Of a folder every list and configuration is taken, and what cannot
 * be read is a problem; a file that is named and is neither ends the command.
 */
export async function readServed(
  paths: readonly string[],
  lists: GivenLists,
  io: Io,
): Promise<{ readonly served: Served; readonly problems: readonly SourceProblem[] }> {
  const reading = new ServedReading(lists, io);
  for (const path of paths) {
    if (await isFolder(path, io)) await reading.folder(path);
    else await reading.file(path, await readBytes(path, io));
  }
  if (reading.files.length === 0) {
    const error = 'There is no list and no configuration here.';
    throw new CommandError(ExitStatus.unreadable, `${paths.join(', ')}: ${error}`);
  }
  return { served: reading.served(), problems: reading.problems };
}

class ServedReading {
  readonly files: ServedFile[] = [];
  readonly problems: SourceProblem[] = [];
  readonly #configurations = new Map<string, OfferedConfiguration>();

  constructor(
    private readonly lists: GivenLists,
    private readonly io: Io,
  ) {}

  served(): Served {
    const named = (kind: 'ITL' | 'CTL') =>
      this.lists.all.filter((list) => list.isServed && list.kind === kind).map((list) => list.named());
    const configurations = [...this.#configurations.values()];
    const signed = new Set(configurations.flatMap(({ file, signed: header }) => (header === null ? [] : [file])));
    // A phone that finds the signed file does not ask for the plain one.
    const isOffered = ({ file, signed: header }: OfferedConfiguration): boolean =>
      header !== null || ![`${file}.sgn`, `${file}.enc.sgn`].some((name) => signed.has(name));
    return {
      files: this.files,
      itls: named('ITL'),
      ctls: named('CTL'),
      configurations: configurations.filter(isOffered),
    };
  }

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

  /** @returns why the file is nothing that a phone is served; null where it was taken. */
  async #take(path: string, bytes: Uint8Array): Promise<{ readonly isList: boolean; readonly message: string } | null> {
    const input = await binaryOf(bytes, path);
    if (input?.kind === 'list') {
      const added = await this.lists.add(path, input.bytes, true);
      if (!added.ok) return { isList: true, message: added.problem.sentence };
      await this.#note(path, input.bytes);
      return null;
    }
    const { readOffered } = await loadPhoning();
    const content = input?.bytes ?? bytes;
    const read = readOffered(content, path);
    if (!read.ok || read.offered.kind !== 'configuration' || isPage(textOf(bytes) ?? '')) {
      const message = await this.#whyNot(path, bytes);
      return { isList: false, message };
    }
    const { md5, sha1 } = await this.#note(path, content);
    // The same content by two names is one file to a phone.
    const key = `${md5} ${sha1} ${read.offered.signed === null ? path : ''}`;
    if (!this.#configurations.has(key)) this.#configurations.set(key, read.offered);
    return null;
  }

  async #whyNot(path: string, bytes: Uint8Array): Promise<string> {
    const { decode } = await import('../core/engine');
    const decoded = isListName(path) ? decode(bytes) : null;
    const error = decoded?.ok === false ? decoded.error.message : 'Neither a trust list nor a configuration.';
    return refusalOf(error, bytes, path, needed);
  }

  async #note(file: string, bytes: Uint8Array): Promise<ServedFile> {
    const { hex, md5, sha1 } = await import('../core/engine');
    const noted = { file, md5: hex(md5(bytes)), sha1: hex(await sha1(bytes)) };
    this.files.push(noted);
    return noted;
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

/** @returns why it could not be added; null where it was. */
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
      return addText(input, lists, stores);
    case 'signed':
      return (await notAList(input)).error;
    case 'other':
      return input.failure.error;
  }
}

async function addText(
  { file, outputs }: TextInput,
  lists: GivenLists,
  stores: readonly Certificate[],
): Promise<string | null> {
  const { certificatesOf, listOfReport } = await loadPhoning();
  const { loadComparing } = await import('../core/engine');
  const served = lists.all.filter(({ isServed }) => isServed);
  const certificates = [...stores];
  for (const list of served) certificates.push(...(await certificatesOf(list.named())));
  const problem = (await loadComparing()).textProblem(outputs)?.sentence ?? null;
  if (problem !== null) return problem;
  for (const { complete, report } of outputs) {
    if (!complete) return 'The text leaves out records, so what phones hold is not known: paste all of it.';
    const { md5, sha1, kind } = report;
    if (md5 === '' && sha1 === '') return 'The text prints no digest of its list.';
    if (kind === 'unknown') return 'The text does not say whether this is an ITL or a CTL.';
    lists.addText(listOfReport(report, file, certificates), kind, { md5, sha1 });
  }
  return null;
}
