import { version } from '../../package.json';
import type { DigestObservation, HeldObservation } from '../core/cluster/fleet/reading';
import type { DigestedList, DigestReading } from '../core/cluster/fleet/without-bytes';
import type { SourceProblem } from '../core/cluster/observation';
import { CommandError, ExitStatus, type Io } from './command';
import { written } from './list-output';

/**
 * What an audit has read so far, in a file: so that the next run goes on where one that was killed stopped. JSON lines: the first
 * names the program and its version, then one for each list, by its SHA-256, and one for each source that was read to
 * its end. A source counts as read only while its size and the time of its last change are the same. A line that was cut
 * by the kill is not one.
 */
export class FleetJournal {
  readonly #read = new Map<string, SourceLine>();
  readonly #lists = new Map<string, DigestedList>();
  #pending = '';
  #reused = 0;

  private constructor(
    private readonly path: string,
    private readonly io: Io,
  ) {}

  /** Sources that were not read again. */
  get reused(): number {
    return this.#reused;
  }

  /** Opens the journal, or begins one. A file that is something else is never written to. */
  static async open(path: string, io: Io): Promise<FleetJournal> {
    const journal = new FleetJournal(path, io);
    if ((await io.fileNumber(path)) === null) await journal.#begin();
    else await journal.#load();
    return journal;
  }

  /** What an earlier run read of the source; null if it did not, or if the source has changed. */
  async get(source: string): Promise<DigestReading | null> {
    const line = this.#read.get(source);
    this.#read.delete(source);
    if (line === undefined || line.stamp !== (await this.io.stampOf(source))) return null;
    const lists = line.lists.map((digest) => this.#lists.get(digest));
    if (lists.includes(undefined)) return null;
    this.#reused += 1;
    return {
      observations: line.observations,
      lists: lists.filter((list) => list !== undefined),
      problems: line.problems,
    };
  }

  /** @param stamp of the source before it was read: it may have changed since. */
  async put(source: string, stamp: string | null, reading: DigestReading): Promise<void> {
    if (stamp === null) return;
    const lists = reading.lists.map((list) => this.#putList(list));
    const { observations, problems } = reading;
    this.#pending += lineOf({ source, stamp, observations, lists, problems });
    if (this.#pending.length >= writtenAtOnce) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    if (text !== '') await written(this.path, () => this.io.appendFile(this.path, text));
  }

  #putList(list: DigestedList): string {
    const { sha256, file, bytes } = list;
    if (!this.#lists.has(sha256)) {
      this.#lists.set(sha256, list);
      this.#pending += lineOf({ list: sha256, file, base64: Buffer.from(bytes).toString('base64') });
    }
    return sha256;
  }

  async #begin(): Promise<void> {
    const header = new TextEncoder().encode(lineOf({ trustlistAudit: 1, version }));
    await written(this.path, () => this.io.writeFile(this.path, header));
  }

  async #load(): Promise<void> {
    let isFirst = true;
    let isOwn = true;
    let isWhole = true;
    for await (const { text, isEnded } of linesOf(this.path, this.io)) {
      const value = parsed(text);
      if (isFirst) {
        if (value?.['trustlistAudit'] !== 1) throw notAJournal(this.path);
        isOwn = value['version'] === version;
      } else if (isOwn) this.#take(value);
      isFirst = false;
      isWhole = isEnded;
    }
    // Another version may read sources in another way.
    if (!isOwn || isFirst) await this.#begin();
    else if (!isWhole) this.#pending = '\n';
  }

  #take(value: Readonly<Record<string, unknown>> | null): void {
    if (value === null) return;
    const { list, file, base64 } = value;
    if (typeof list === 'string' && typeof file === 'string' && typeof base64 === 'string') {
      this.#lists.set(list, { file, bytes: new Uint8Array(Buffer.from(base64, 'base64')), sha256: list });
      return;
    }
    const line = sourceLine(value);
    if (line !== null) this.#read.set(line.source, line);
  }
}

/** Characters that are kept before they are written: a kill costs so much at most. */
const writtenAtOnce = 64 * 1024;

interface SourceLine {
  readonly source: string;
  readonly stamp: string;
  readonly observations: readonly DigestObservation[];
  /** SHA-256. */
  readonly lists: readonly string[];
  readonly problems: readonly SourceProblem[];
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function notAJournal(path: string): CommandError {
  const error = 'This is not what an audit with --resume has written, so it stays as it is. Name a new file.';
  return new CommandError(ExitStatus.unreadable, `${path}: ${error}`);
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf<Item>(value: unknown, is: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(is);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isLine = (value: unknown): value is number | null => value === null || typeof value === 'number';

function sourceLine(value: Readonly<Record<string, unknown>>): SourceLine | null {
  const { source, stamp, observations, lists, problems } = value;
  const isSource =
    isText(source) &&
    isText(stamp) &&
    isListOf(observations, isObservation) &&
    isListOf(lists, isText) &&
    isListOf(problems, isProblem);
  return isSource ? { source, stamp, observations, lists, problems } : null;
}

function isProblem(value: unknown): value is SourceProblem {
  return isRecord(value) && isText(value['file']) && isText(value['message']) && isLine(value['line']);
}

const texts = ['time', 'reported', 'model', 'address', 'description', 'pool', 'location'] as const;

function isObservation(value: unknown): value is DigestObservation {
  if (!isRecord(value) || !isText(value['device']) || !isText(value['source']) || !isLine(value['line'])) return false;
  if (!isHeld(value['itl']) || (value['ctl'] !== null && !isHeld(value['ctl']))) return false;
  return texts.every((key) => isTextOrNull(value[key]));
}

function isHeld(value: unknown): value is HeldObservation {
  if (!isRecord(value)) return false;
  switch (value['state']) {
    case 'digest':
      return isText(value['digest']);
    case 'unreadable':
      return isText(value['text']);
    case 'not-installed':
    case 'not-reported':
      return true;
    default:
      return false;
  }
}

/** The lines of a file of any size, and whether each is ended; what comes behind the last end is one too. */
async function* linesOf(path: string, io: Io): AsyncGenerator<{ readonly text: string; readonly isEnded: boolean }> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  for await (const bytes of io.readChunks(path)) {
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    open.push(first);
    for (const next of others) {
      yield { text: open.join(''), isEnded: true };
      open = [next];
    }
  }
  const rest = open.join('') + decoder.decode();
  if (rest !== '') yield { text: rest, isEnded: false };
}
