import { contentsOf, type FileReader, type OpenReader, type Place, type SourceContents } from '../sources/contents';
import type { ArchiveLimits } from '../sources/limits';
import { problemOf, type ProblemArgs, type ProblemReason } from '../sources/problems';
import { SaidReader, WholeReader } from '../sources/whole';
import { asGzip, GzipStream } from './inflate';
import { isTarHeader, TarStream } from './tar';
import { zipContent, zipMembers, type ZipMember } from './zip';
import { t } from '../../words/translate';

/** What an archive, with all archives in it, may cost, and has cost so far. */
export interface Budget {
  readonly limits: ArchiveLimits;
  members: number;
  /** Bytes. */
  expanded: number;
  /** A cap was reached: nothing more is expanded. */
  isSpent: boolean;
}

function begins(bytes: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function isZip(bytes: Uint8Array): boolean {
  return begins(bytes, 0x50, 0x4b, 3, 4) || begins(bytes, 0x50, 0x4b, 5, 6);
}

/** True for the beginning of a ZIP archive, of gzip, or of a tar archive. */
export function isArchive(bytes: Uint8Array): boolean {
  return isZip(bytes) || begins(bytes, 0x1f, 0x8b) || isTarHeader(bytes);
}

/** 7-Zip, RAR, bzip2, xz, Zstandard. */
export function isOtherArchive(bytes: Uint8Array): boolean {
  const magics = [
    [0x37, 0x7a, 0xbc, 0xaf, 0x27],
    [0x52, 0x61, 0x72, 0x21, 0x1a],
    [0x42, 0x5a, 0x68],
    [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    [0x28, 0xb5, 0x2f, 0xfd],
  ];
  return magics.some((magic) => begins(bytes, ...magic));
}

/** The reader for an archive; one that is nested too deep is not opened. */
export function archiveReader(beginning: Uint8Array, place: Place, budget: Budget, open: OpenReader): FileReader {
  const { file, depth } = place;
  if (depth >= budget.limits.nesting) {
    return new SaidReader(problem(file, 'nested-too-deep', { most: budget.limits.nesting }));
  }
  if (isZip(beginning)) {
    return new WholeReader(file, budget.limits.zipBytes, (bytes) => readZip(bytes, place, budget, open));
  }
  return isTarHeader(beginning) ? new TarReader(place, budget, open) : new GzipReader(place, budget, open);
}

function problem<Reason extends ProblemReason>(
  file: string,
  reason: Reason,
  args: ProblemArgs<Reason>,
): SourceContents {
  return contentsOf(file, { problems: problemOf(file, reason, args) });
}

/** What systems put into archives for themselves: resource forks, hidden files, thumbnails. */
function isPassedOver(name: string): boolean {
  const parts = name.split(/[/\\]/);
  const isHidden = parts.some((part) => part.startsWith('.') && part !== '.' && part !== '..');
  return isHidden || parts.includes('__MACOSX') || /^(?:thumbs\.db|desktop\.ini)$/i.test(parts.at(-1) ?? '');
}

function memberPlace({ archive, depth }: Place, name: string): Place {
  const file = `${archive}!${name.replace(/^(?:\.\/)+/, '')}`;
  return { file, archive: file, depth: depth + 1 };
}

function* readZip(bytes: Uint8Array, place: Place, budget: Budget, open: OpenReader): Generator<SourceContents> {
  const members = zipMembers(bytes);
  if (members === null) {
    yield problem(place.file, 'archive-cut', {});
    return;
  }
  let files = 0;
  for (let next = members.next(); ; next = members.next()) {
    if (next.done === true) {
      if (!next.value.isWhole) yield problem(place.file, 'archive-cut', {});
      break;
    }
    const { value: member } = next;
    if (files === 0 && /^\[Content_Types\]\.xml$|^mimetype$/.test(member.name)) {
      yield problem(place.file, 'workbook', {});
      return;
    }
    if (member.kind !== 'file' || isPassedOver(member.name)) continue;
    files += 1;
    if (!countMember(budget)) {
      yield problem(place.file, 'too-many-members', { most: budget.limits.members });
      return;
    }
    yield* readZipMember(bytes, member, memberPlace(place, member.name), budget, open);
    if (budget.isSpent) return;
  }
  if (files === 0) yield problem(place.file, 'no-members', {});
}

function countMember(budget: Budget): boolean {
  budget.members += 1;
  budget.isSpent ||= budget.members > budget.limits.members;
  return !budget.isSpent;
}

function* readZipMember(
  bytes: Uint8Array,
  member: ZipMember,
  place: Place,
  budget: Budget,
  open: OpenReader,
): Generator<SourceContents> {
  const { method, checksum, expanded, isEncrypted } = member;
  const content = zipContent(bytes, member);
  if (isEncrypted) yield problem(place.file, 'member-encrypted', {});
  else if (method !== 0 && method !== 8) yield problem(place.file, 'member-method', { method });
  else if (expanded > budget.limits.memberBytes) {
    yield problem(place.file, 'member-too-large', { most: budget.limits.memberBytes });
  } else if (content === null)
    yield problem(place.file, 'member-damaged', { reason: t('it is not where the directory says') });
  else {
    const expansion = new Expansion(place.file, open(place), budget, budget.limits.memberBytes);
    for (const piece of asGzip(content, method === 0, { checksum, length: expanded })) yield* expansion.push(piece);
    yield* expansion.end(false);
  }
}

/** Bytes that are expanded and read, up to the caps. */
class Expansion {
  readonly #gzip = new GzipStream();
  #bytes = 0;
  #isOver = false;

  constructor(
    private readonly file: string,
    private readonly reader: FileReader,
    private readonly budget: Budget,
    private readonly most: number,
  ) {}

  get isDone(): boolean {
    return this.#isOver || this.reader.isDone || this.#gzip.isAtEnd;
  }

  *push(bytes: Uint8Array): Generator<SourceContents> {
    if (this.isDone) return;
    yield* this.#read(this.#gzip.push(bytes));
  }

  /** @param isBroken the compressed bytes ended too early. */
  *end(isBroken: boolean): Generator<SourceContents> {
    if (!this.isDone) yield* this.#read(this.#gzip.end());
    if (this.#isOver) return;
    const { failure } = this.#gzip;
    yield* this.reader.end(failure !== null || isBroken);
    if (failure !== null) yield problem(this.file, 'member-damaged', { reason: failure });
  }

  *#read(pieces: Iterable<Uint8Array>): Generator<SourceContents> {
    const { limits } = this.budget;
    for (const piece of pieces) {
      this.#bytes += piece.length;
      this.budget.expanded += piece.length;
      const isSpent = this.budget.expanded > limits.expandedBytes;
      if (isSpent || this.#bytes > this.most) {
        this.#isOver = true;
        this.budget.isSpent ||= isSpent;
        yield* this.reader.end(true);
        const most = isSpent ? limits.expandedBytes : this.most;
        yield problem(this.file, isSpent ? 'archive-too-large' : 'member-too-large', { most });
        return;
      }
      yield* this.reader.push(piece);
      if (this.reader.isDone) return;
    }
  }
}

/** One compressed file, or a compressed tar archive, whose members are those of this file. */
class GzipReader implements FileReader {
  readonly #expansion: Expansion;

  constructor(place: Place, budget: Budget, open: OpenReader) {
    const { file, archive, depth } = place;
    const name = file.split(/[/\\!]/).at(-1) ?? file;
    const inner = name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '');
    const member = { file: `${file}!${inner}`, archive, depth: depth + 1 };
    // The tar archive in it is not a member: its own members are counted.
    this.#expansion = new Expansion(file, open(member), budget, budget.limits.expandedBytes);
  }

  get isDone(): boolean {
    return this.#expansion.isDone;
  }

  push(bytes: Uint8Array): Iterable<SourceContents> {
    return this.#expansion.push(bytes);
  }

  end(isBroken: boolean): Iterable<SourceContents> {
    return this.#expansion.end(isBroken);
  }
}

class TarReader implements FileReader {
  readonly #tar = new TarStream();
  #member: FileReader | null = null;
  #files = 0;

  constructor(
    private readonly place: Place,
    private readonly budget: Budget,
    private readonly open: OpenReader,
  ) {}

  get isDone(): boolean {
    return this.budget.isSpent;
  }

  *push(bytes: Uint8Array): Generator<SourceContents> {
    for (const event of this.isDone ? [] : this.#tar.push(bytes)) {
      if (event.kind === 'member') yield* this.#begin(event.name, event.type, event.size);
      else if (event.kind === 'bytes') yield* this.#member?.push(event.bytes) ?? [];
      else if (event.kind === 'end') yield* this.#endMember(false);
      else
        yield problem(this.place.file, 'damaged-archive', {
          reason: t('behind member {number} a header is broken', { number: this.#files }),
        });
      if (this.isDone) return;
    }
  }

  *end(isBroken: boolean): Generator<SourceContents> {
    const isCut = this.#tar.isInside && !this.isDone;
    yield* this.#endMember(true);
    if (isCut && !isBroken) yield problem(this.place.file, 'archive-cut', {});
    if (this.#files === 0 && !isBroken && !this.isDone) yield problem(this.place.file, 'no-members', {});
  }

  *#begin(name: string, type: 'file' | 'other', size: number): Generator<SourceContents> {
    if (type !== 'file' || isPassedOver(name)) return;
    this.#files += 1;
    if (!countMember(this.budget)) {
      yield problem(this.place.file, 'too-many-members', { most: this.budget.limits.members });
      return;
    }
    const place = memberPlace(this.place, name);
    if (size <= this.budget.limits.memberBytes) this.#member = this.open(place);
    else yield problem(place.file, 'member-too-large', { most: this.budget.limits.memberBytes });
  }

  *#endMember(isBroken: boolean): Generator<SourceContents> {
    const member = this.#member;
    this.#member = null;
    if (member !== null) yield* member.end(isBroken);
  }
}
