import type { SelfVerifiedList } from '../core/phone/verify-signed';
import { worst, type ExitStatus } from './command';
import { inputInFolder } from './each-input';
import { readInput, type Input, type InputIo } from './input';
import { failureJson, jsonLine, jsonText, signedJson, textJson, verifyJson, verifyLine } from './json';
import { outcomeOf, resultsOf, statusOfResult, type Result } from './verdicts';
import { verifyText } from './verify-text';

/** What is verified, and how it is told. Plain data: another thread gets a copy. */
export interface VerifySetting {
  readonly form: 'text' | 'json' | 'jsonl';
  readonly isColoured: boolean;
  /** The lists that signed files are verified against. */
  readonly lists: readonly SelfVerifiedList[];
}

/** A file that `verify` is asked about. */
export interface FileTask {
  readonly path: string;
  /** Found in a folder: it is passed over if it is neither a list nor a signed file. */
  readonly isInFolder: boolean;
}

/** What `verify` says of one file or of several, one after the other. */
export interface Answer {
  /** For standard output: with JSON an object for each result of the file, else text. */
  readonly out: readonly string[];
  /** For standard error, one sentence each. */
  readonly complaints: readonly string[];
  readonly status: ExitStatus;
}

export const needed = 'a list or a signed file';

/** Reads a file and verifies it; null if it is passed over. */
export async function verifyFile(
  { path, isInFolder }: FileTask,
  io: Pick<InputIo, 'readFile'>,
  setting: VerifySetting,
): Promise<Answer | null> {
  const complaints: string[] = [];
  const listening: InputIo = { readFile: io.readFile, complain: (sentence) => complaints.push(sentence) };
  const input = await (isInFolder ? inputInFolder : readInput)(path, listening, needed);
  if (input === null) return null;
  const answer = await verifyInput(input, setting);
  return complaints.length === 0 ? answer : { ...answer, complaints: [...complaints, ...answer.complaints] };
}

/** The same of a file that was read. */
export async function verifyInput(input: Input, { form, lists, isColoured }: VerifySetting): Promise<Answer> {
  const results = await resultsOf(input, lists);
  const status = worst(results.map(statusOfResult));
  if (form === 'jsonl') return { out: results.map(lineOf), complaints: [], status };
  if (form === 'json') return { out: results.map((result) => jsonText([jsonOf(result)])), complaints: [], status };
  const files = lists.map(({ file }) => file);
  const out: string[] = [];
  const complaints: string[] = [];
  for (const result of results) {
    if (result.kind === 'failed') complaints.push(`${result.file}: ${result.failure.error}`);
    else out.push(verifyText(result, files, isColoured));
  }
  return { out, complaints, status };
}

/** `jsonOf` in a line. */
function lineOf(result: Result): string {
  if (result.kind !== 'list') return jsonLine(jsonOf(result));
  return verifyLine(result.report, result.verdict, result.input.file, outcomeOf(result));
}

function jsonOf(result: Result): object {
  switch (result.kind) {
    case 'list':
      return verifyJson(result.report, result.verdict, result.input.file, outcomeOf(result));
    case 'signed':
      return signedJson(result);
    case 'text':
      return textJson(result);
    case 'failed':
      return failureJson(result.failure, result.file);
  }
}
