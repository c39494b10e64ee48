import type { PhoneObservation, SourceProblem } from '../observation';

/** A file in memory. */
export interface SourceFile {
  /** Path as it was given; a member of an archive is `archive!member`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What a file, or a part of one, says of phones. */
export interface SourceContents {
  /** Path of the file; a member of an archive is `archive!member`. */
  readonly file: string;
  readonly observations: readonly PhoneObservation[];
  /** Trust lists whose names name no phone: lists that are given. */
  readonly lists: readonly SourceFile[];
  readonly problems: readonly SourceProblem[];
}

const nothing: Omit<PhoneObservation, 'device' | 'source' | 'itl'> = {
  line: null,
  time: null,
  ctl: null,
  reported: null,
  model: null,
  address: null,
  description: null,
  pool: null,
  location: null,
};

/** An observation by a source that says only some of it. */
export function observation(
  said: Pick<PhoneObservation, 'device' | 'source'> & Partial<PhoneObservation>,
): PhoneObservation {
  return { ...nothing, itl: { state: 'not-reported' }, ...said };
}

/** Where a file is. */
export interface Place {
  /** Its path, by which it is told apart and named. */
  readonly file: string;
  /** What stands before the `!` of the members, if it is an archive. */
  readonly archive: string;
  /** How many archives it is in. */
  readonly depth: number;
}

/** Takes the bytes of one file in pieces, and gives what they say as soon as it is known. */
export interface FileReader {
  push(bytes: Uint8Array): Iterable<SourceContents>;
  /** @param isBroken the bytes ended too early, or are not those that were meant: what needs all of them does not count. */
  end(isBroken: boolean): Iterable<SourceContents>;
  /** True if no further bytes are wanted. */
  readonly isDone: boolean;
}

export type OpenReader = (place: Place) => FileReader;

export function contentsOf(file: string, said: Partial<SourceContents>): SourceContents {
  return { file, observations: [], lists: [], problems: [], ...said };
}
