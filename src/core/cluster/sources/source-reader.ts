import { certificateFileKind } from '../../certificates/file-kind';
import { joined } from '../../format/bytes';
import { isListName } from '../../format/file-names';
import { decodeSigned } from '../../format/signed';
import type { SourceProblem } from '../observation';
import { TextStream } from '../../format/text-stream';
import { archiveReader, isArchive, isOtherArchive, type Budget } from '../archives/archive-reader';
import { contentsOf, type FileReader, type Place, type SourceContents, type SourceFile } from './contents';
import { deviceInFileName } from './device';
import { sourceLimits, type ArchiveLimits } from './limits';
import { beginsAsList, notAList, readListFile } from './list-file';
import { problemOf } from './problems';
import { textReader } from './text-file';
import { SaidReader, WholeReader } from './whole';
import { t } from '../../words/translate';

/**
 * Reads a source of phones, whatever it is, in pieces: a list, a table, a page of a phone, a log or trace with alarms, or
 * an archive of these. What it is follows from its bytes. Memory does not grow with logs and archives; other files are
 * kept up to `sourceLimits.wholeBytes`. Nothing throws: what cannot be read is a problem.
 */
export class SourceReader implements FileReader {
  #beginning: Uint8Array[] = [];
  #length = 0;
  #reader: FileReader | null = null;

  constructor(
    private readonly place: Place,
    private readonly budget: Budget,
  ) {}

  get isDone(): boolean {
    return this.#reader?.isDone === true;
  }

  *push(bytes: Uint8Array): Generator<SourceContents> {
    if (this.#reader !== null) {
      yield* this.#reader.push(bytes);
      return;
    }
    this.#beginning.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= sourceLimits.beginning) yield* this.#begin(false);
  }

  *end(isBroken = false): Generator<SourceContents> {
    if (this.#reader === null) yield* this.#begin(!isBroken);
    yield* this.#reader?.end(isBroken) ?? [];
  }

  *#begin(isWhole: boolean): Generator<SourceContents> {
    const bytes = joined(this.#beginning);
    this.#beginning = [];
    const { file } = this.place;
    const open = (place: Place): FileReader => new SourceReader(place, this.budget);
    if (bytes.length === 0) this.#reader = new SaidReader(unnamed(file, problemOf(file, 'empty', {})));
    else if (isArchive(bytes)) this.#reader = archiveReader(bytes, this.place, this.budget, open);
    else if (beginsAsList(bytes)) {
      this.#reader = new WholeReader(file, sourceLimits.wholeBytes, (whole) => [readListFile(whole, file)]);
    } else {
      const stream = new TextStream();
      const beginning = stream.push(bytes) + (isWhole ? stream.end() : '');
      if (stream.noText !== null) this.#reader = new SaidReader(unknown(bytes, file, 'no-source'));
      else {
        const nothing = (): SourceContents => unknown(bytes, file, 'no-alarms');
        const reader = textReader(file, { stream, beginning, isWhole, nothing });
        this.#reader = reader;
        yield* reader.take(beginning);
        return;
      }
    }
    yield* this.#reader.push(bytes);
  }
}

/** What to say of a file that is not a source of phones. */
function unknown(bytes: Uint8Array, file: string, reason: 'no-source' | 'no-alarms'): SourceContents {
  if (isOtherArchive(bytes)) return unnamed(file, problemOf(file, 'archive-kind', {}));
  const isOfKeys = certificateFileKind(bytes) !== null;
  if (!isOfKeys && !decodeSigned(bytes).ok) return unnamed(file, problemOf(file, reason, {}));
  const what = isOfKeys ? t('This is a file of certificates or keys') : t('This is a signed file');
  return unnamed(file, problemOf(file, 'no-source-but', { what }));
}

/** A file with the name of a phone's list counts as that list, which cannot be read. */
function unnamed(file: string, problems: readonly SourceProblem[]): SourceContents {
  if (!isListName(file) || deviceInFileName(file) === null) return contentsOf(file, { problems });
  return notAList(file, problems.map(({ message }) => message).join(' '));
}

/** Opens a file to be read in pieces. */
export function openSource(file: string, limits: ArchiveLimits = sourceLimits): SourceReader {
  return new SourceReader({ file, archive: file, depth: 0 }, { limits, members: 0, expanded: 0, isSpent: false });
}

/** Reads a file that is in memory; one that is an archive gives the contents of each of its members. */
export function* readSource(
  { file, bytes }: SourceFile,
  limits: ArchiveLimits = sourceLimits,
): Generator<SourceContents> {
  const reader = openSource(file, limits);
  yield* reader.push(bytes);
  yield* reader.end();
}
