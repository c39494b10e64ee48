import type { ListInput, SignedInput } from '../core/format/binary-input';
import type { TrustList } from '../core/format/model';
import type { ParsedShow } from '../core/show/parse';
import { binaryOf } from './binary-input';
import { CommandError, ExitStatus, type Io } from './command';
import { loadEngine } from './engine';
import { readFailure } from './file-failure';
import { textOf } from '../core/format/text-of';
import { refusalOf, type Needed } from './what-it-is';

/** Why a file could not be read as what a command needs. */
export interface Failure {
  /** One sentence, or two: the second says what the file is. */
  readonly error: string;
  /** In bytes; null if the file could not be read at all. */
  readonly offset: number | null;
}

/** What `show itl` or `show ctl` printed of one list or several. */
export interface TextInput {
  readonly kind: 'text';
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly outputs: readonly [ParsedShow, ...ParsedShow[]];
}

export interface OtherInput {
  readonly kind: 'other';
  readonly file: string;
  readonly failure: Failure;
}

/** What reading a file has of the machine. */
export type InputIo = Pick<Io, 'readFile' | 'complain'>;

/** A file of the command line, as its content says what it is. */
export type Input = ListInput | SignedInput | TextInput | OtherInput;

/** Reads a file. What cannot be read, or is nothing that any command of lists reads, is `other`. */
export async function readInput(file: string, io: InputIo, needed: Needed): Promise<Input> {
  let bytes: Uint8Array;
  try {
    bytes = await io.readFile(file);
  } catch (error) {
    return { kind: 'other', file, failure: { error: readFailure(error), offset: null } };
  }
  const input = await inputOf(bytes, file, needed);
  if ('cut' in input) io.complain(`${file}: ${input.cut}`);
  return input;
}

/** What the bytes of a file are: the one place of the command line that tells. */
export async function inputOf(bytes: Uint8Array, file: string, needed: Needed): Promise<Input> {
  return (await binaryOf(bytes, file)) ?? (await textInput(bytes, file, needed));
}

async function textInput(bytes: Uint8Array, file: string, needed: Needed): Promise<Input> {
  const { decode, readShow } = await loadEngine();
  const text = textOf(bytes);
  const { outputs, unread } = text === null ? { outputs: [], unread: null } : readShow(text);
  const [first, ...others] = outputs;
  if (text !== null && first !== undefined) return { kind: 'text', file, bytes, text, outputs: [first, ...others] };
  const decoded = decode(bytes);
  const { message, offset } = decoded.ok ? { message: 'This is a trust list.', offset: 0 } : decoded.error;
  if (unread !== null) {
    return { kind: 'other', file, failure: { error: `${message} ${unread.sentence}`, offset: null } };
  }
  return { kind: 'other', file, failure: { error: await refusalOf(message, bytes, file, needed), offset } };
}

/** Why a signed file is not what a command of lists takes. */
export async function notAList({ bytes, file }: SignedInput): Promise<Failure> {
  const { decode } = await loadEngine();
  const decoded = decode(bytes);
  const { message, offset } = decoded.ok ? { message: '', offset: 0 } : decoded.error;
  return { error: await refusalOf(message, bytes, file, 'a list'), offset };
}

/** The bytes of a file. Otherwise the command ends. */
export async function readBytes(path: string, io: Io): Promise<Uint8Array> {
  try {
    return await io.readFile(path);
  } catch (error) {
    throw new CommandError(ExitStatus.unreadable, `${path}: ${readFailure(error)}`);
  }
}

/** The list of a file that a command changes, or judges phones by. For any other file the command ends. */
export async function readList(path: string, io: Io): Promise<TrustList> {
  const bytes = await readBytes(path, io);
  const input = await binaryOf(bytes, path);
  if (input?.kind === 'list') return input.list;
  throw await refusedList(bytes, path, 'a list');
}

/** What ends a command of lists for a file that is not one. */
export async function refusedList(bytes: Uint8Array, path: string, needed: Needed): Promise<CommandError> {
  const { decode } = await loadEngine();
  const decoded = decode(bytes);
  return refused(decoded.ok ? '' : decoded.error.message, bytes, path, needed);
}

/** What ends a command that cannot take a file: why, and what the file is. */
export async function refused(error: string, bytes: Uint8Array, file: string, needed: Needed): Promise<CommandError> {
  return new CommandError(ExitStatus.unreadable, `${file}: ${await refusalOf(error, bytes, file, needed)}`);
}
