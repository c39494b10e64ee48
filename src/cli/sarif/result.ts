/**
 * What a run concludes about files, in the form that collectors of results take: the one thing that SARIF is made of. A
 * command says what it found in these words, and knows nothing of SARIF.
 */

/** `open`: what was given does not decide it. */
export type Level = 'error' | 'warning' | 'note' | 'open';

/** What results are about: a code of a catalogue, with its words. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** Two to four words. */
  readonly title: string;
  /** When it is raised: a sentence. */
  readonly raised: string;
  /** What it means and what to do about it: sentences with what they are about, as `On a phone`. */
  readonly help: readonly { readonly label: string; readonly text: string }[];
}

/** A file that was read. */
export interface CheckedFile {
  /** As given on the command line, `-` for standard input, or as found in a folder. */
  readonly path: string;
  /** In bytes; null if the command does not keep it. */
  readonly length: number | null;
  /** Lower-case hex. */
  readonly sha256: string | null;
  readonly isText: boolean;
}

/** Bytes from `offset`, which counts from 0; a length of 0 is the place between two bytes. */
export interface Bytes {
  readonly offset: number;
  readonly length: number;
}

/** - `spelled`: bytes of what the text of the file spells (a hex dump), and not of the file itself. */
export type Region = ({ readonly kind: 'bytes' | 'spelled' } & Bytes) | ({ readonly kind: 'lines' } & LineRegion);

/** Lines and columns from 1, columns in UTF-16 code units; the end is behind the last character. */
export interface LineRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A part of a file by its name, whatever its offset: `record 4/CERTIFICATE`. */
export interface LogicalPlace {
  readonly name: string;
  readonly kind: 'header' | 'record' | 'element';
}

/** One conclusion about a file. */
export interface CheckResult {
  /** The `id` of its rule. */
  readonly rule: string;
  readonly level: Level;
  /** One sentence, as text: never markup. */
  readonly message: string;
  /** Null if it is about the file as a whole. */
  readonly region: Region | null;
  readonly place: LogicalPlace | null;
  /**
   * What the result is about, in words that stay the same when something before it in the file grows or shrinks: the
   * names of a record and not its number. Empty for the file as a whole.
   */
  readonly identity: string;
}

/** What kept a run from checking something. */
export interface Notification {
  readonly kind: 'unreadable' | 'incomplete' | 'left-out';
  readonly message: string;
  /** Null if it is not about one file. */
  readonly path: string | null;
}
