import type { ClusterClient } from '../core/cluster/client';
import type { Translator } from '../core/words/translate';

/** What the command line ends with. */
export const ExitStatus = {
  /** Nothing of severity error. */
  sound: 0,
  /** At least one finding of severity error; a signature that does not verify is one. */
  errors: 1,
  /** A file could not be read as what the command needs, or the command line could not. */
  unreadable: 2,
  /** The answer depends on something that no file says. */
  depends: 3,
} as const;
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/** From the best to the worst: an answer that depends says more than none, and less than an error. */
const byWeight: readonly ExitStatus[] = [
  ExitStatus.sound,
  ExitStatus.depends,
  ExitStatus.errors,
  ExitStatus.unreadable,
];

/** The status of a command that did several things: that of the worst. */
export function worst(statuses: readonly ExitStatus[]): ExitStatus {
  return statuses.reduce<ExitStatus>((a, b) => (byWeight.indexOf(a) > byWeight.indexOf(b) ? a : b), ExitStatus.sound);
}

/** A file or a folder in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Another thread, which answers one question after the other. Questions and answers are plain data. */
export interface Thread {
  readonly ask: (question: object) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

/** What a command has of the machine. */
export interface Io {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes a file to standard output, byte for byte; on a terminal as text that cannot drive it. */
  readonly outBytes: (bytes: Uint8Array) => void;
  /** Waits until standard output takes more, so that what it does not take yet stays little. */
  readonly ready: () => Promise<void>;
  /** Standard output is a terminal that shows colours, for a person who wants them. */
  readonly isColoured: boolean;
  /** Writes one sentence to standard error. */
  readonly complain: (sentence: string) => void;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Standard input to its end. It can be read once. */
  readonly readStandardInput: () => Promise<Uint8Array>;
  /** A file of any size in pieces, or standard input if the path is `-`. */
  readonly readChunks: (path: string) => AsyncIterable<Uint8Array>;
  /** Writes a file whole or not at all: a write that fails leaves what was there. */
  readonly writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
  /**
   * As `writeFile`, of a name that is not taken, unless it is to be replaced; a link of that name is never followed.
   */
  readonly writeNewFile: (path: string, bytes: Uint8Array, replace: boolean) => Promise<void>;
  /** Adds to the end of a file, which is made if it is not there. */
  readonly appendFile: (path: string, text: string) => Promise<void>;
  /** What changes with every change of a file: its size and the time of its last change. Null if there is no file. */
  readonly stampOf: (path: string) => Promise<string | null>;
  /** Makes a directory unless it exists. */
  readonly makeDirectory: (path: string) => Promise<void>;
  readonly isDirectory: (path: string) => Promise<boolean>;
  /**
   * Files and folders in a folder; links to files count as files. Others, such as pipes, devices and links to folders,
   * are left out. Rejects if it cannot be read.
   */
  readonly entriesOf: (folder: string) => Promise<readonly FolderEntry[]>;
  /** Names in a directory; empty if it cannot be read. */
  readonly namesIn: (directory: string) => Promise<readonly string[]>;
  /** What no other file has, by whatever name a path calls it: device and inode. Null if there is no file. */
  readonly fileNumber: (path: string) => Promise<string | null>;
  /** Asks for a password without showing it; null where nobody sits at a terminal. */
  readonly askPassword: (question: string) => Promise<string | null>;
  /** The folder that relative paths start from. */
  readonly workingFolder: () => string;
  /** A variable of the environment; null where it is not set. */
  readonly environment: (name: string) => string | null;
  /** Of the person's language; null for English. What programs read is English in every language. */
  readonly translator: Translator | null;
  /** Unix seconds. */
  readonly now: () => number;
  /** The network, for the commands that a person gives to use it. */
  readonly cluster: () => Promise<ClusterClient>;
  /** Threads that the machine can run at once, this one included. */
  readonly threads: number;
  /** Starts another thread of `verify`, with what it has to know; null if the host has no threads. */
  readonly startThread: ((setting: object) => Promise<Thread>) | null;
}

export interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** Name of the value of a string, in capitals. */
  readonly value?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** With `multiple`: operands that follow a value belong to the option too, up to the next option or `--`. */
  readonly several?: boolean;
  /** Its values name files to be read: patterns are expanded, and `-` is standard input. */
  readonly input?: boolean;
  /** All values that it takes, if they are few words. */
  readonly choices?: readonly string[];
  readonly summary: string;
}

/** A command line that was read. */
export interface Arguments {
  readonly operands: readonly string[];
  /** An operand was a pattern: there may be any number of files. */
  readonly isExpanded: boolean;
  /** Patterns that no file fits. The command has been told of them, and so has the person. */
  readonly unmatched: readonly string[];
  readonly has: (option: string) => boolean;
  /** The value of a string option; null where it was not given. */
  readonly value: (option: string) => string | null;
  /** The values of a string option that may be given more than once, in order. */
  readonly values: (option: string) => readonly string[];
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Behind the name: `FILE...`. */
  readonly operands: string;
  readonly leastOperands: number;
  readonly mostOperands: number;
  /** Operands name servers or words, not files: the brackets of an IPv6 address are not a pattern. */
  readonly operandsAreServers?: true;
  /** All operands that it takes, if they are few words. */
  readonly choices?: readonly string[];
  /** Each operand is read by itself, so that one which cannot be read does not keep the others from being read. */
  readonly eachAlone?: boolean;
  /** A pattern among the operands that no file fits stays one, and the command says that there is no such file. */
  readonly keepsUnmatched?: boolean;
  readonly options: Readonly<Record<string, Option>>;
  /** What a person has to know to use it, below its synopsis. */
  readonly description: string;
  /** What the status says, where it is not what it says after the other commands. */
  readonly exitStatus?: string;
  readonly run: (args: Arguments, io: Io) => Promise<ExitStatus>;
}

/** A word that is not one of those that can stand in its place. */
export interface Misspelling {
  readonly word: string;
  readonly known: readonly string[];
}

/** A command line that cannot be carried out. The message is a sentence without its full stop. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** The message says that this word is not known; null if it says something else. */
    readonly misspelling: Misspelling | null = null,
  ) {
    super(message);
  }
}

/** A command that cannot do what it was told, and has written nothing; the message is one sentence. */
export class CommandError extends Error {
  constructor(
    readonly status: ExitStatus,
    message: string,
  ) {
    super(message);
  }
}
