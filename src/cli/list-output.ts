import type { Edited, EditOutcome } from '../core/edit/outcome';
import { tonedLines, toneOfStatus } from './colour';
import { CommandError, ExitStatus, UsageError, type Arguments, type Io, type Option } from './command';
import { loadEngine } from './engine';
import { standardInput } from './expansion';
import { reasonOfFailure } from './file-failure';
import { filesRead, isSameFile, keepApart } from './files-apart';

export const outputOptions: Readonly<Record<string, Option>> = {
  output: { type: 'string', short: 'o', value: 'OUT', summary: 'Write the result to OUT.' },
  'in-place': { type: 'boolean', summary: 'Overwrite IN with it.' },
};

/**
 * Where to write: OUT, or IN with --in-place. Without it OUT is never IN, nor any other file that the command reads,
 * even under another name.
 */
export async function outputPath(args: Arguments, io: Io, input: string | null): Promise<string> {
  const output = args.value('output');
  if (args.has('in-place')) {
    if (output !== null) throw new UsageError('Use either -o or --in-place, not both');
    if (input === null || input === standardInput) {
      throw new UsageError('--in-place needs an input list to overwrite');
    }
    await keepApart(filesRead(args), [input], io);
    return input;
  }
  if (output === null) throw new UsageError(`Say where to write: -o OUT${input === null ? '' : ' or --in-place'}`);
  if (input !== null && (await isSameFile(input, output, io))) {
    throw new UsageError(`${output} is the input list; use --in-place to overwrite it`);
  }
  await keepApart(filesRead(args), [output], io);
  return output;
}

/** The edit, if it was made. Otherwise the command ends, with nothing written. */
export function made(outcome: EditOutcome, file: string): Edited {
  if (!outcome.ok) throw new CommandError(ExitStatus.errors, `${file}: ${outcome.error.message}`);
  return outcome;
}

export async function writeBytes(path: string, bytes: Uint8Array, io: Io): Promise<void> {
  await written(path, () => io.writeFile(path, bytes));
}

/** Does what writes a file or makes a folder; a failure ends the command with one sentence. */
export async function written(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new CommandError(ExitStatus.unreadable, `${path}: This cannot be written: ${reasonOfFailure(error)}.`);
  }
}

/**
 * Writes the list, says what it is, and warns about what matters before it is deployed to phones.
 *
 * @param signed false if the list will be signed later.
 * @returns `errors` if the list that was written has a finding of that severity.
 */
export async function writeList(path: string, edited: Edited, io: Io, signed: boolean): Promise<ExitStatus> {
  const { inspect, isVerdict, verdictOf } = await loadEngine();
  const report = await inspect(edited.list, edited.bytes);
  const { signature } = report;
  await writeBytes(path, edited.bytes, io);
  // A list in which nothing was changed keeps its signature; any other has one of an earlier state, or none.
  const stale = !signed && signature.status !== 'valid' && signature.status !== 'unsigned';
  const { label } = verdictOf({ ...report, signature: { ...signature, stale } });
  const records = `${report.records.length} ${report.records.length === 1 ? 'record' : 'records'}`;
  const errors = report.findings.filter(({ severity, code }) => severity === 'error' && (signed || !isVerdict(code)));
  const status = errors.length > 0 ? ExitStatus.errors : ExitStatus.sound;
  const line = {
    before: `${path}: `,
    words: label,
    tone: stale ? 'open' : toneOfStatus[status],
    after: ` (${report.kind}, ${report.length} bytes, ${records}, MD5 ${report.md5})`,
  } as const;
  io.out(tonedLines([line], io.isColoured));
  for (const warning of edited.warnings) io.complain(`${path}: ${warning}`);
  for (const { message } of errors) io.complain(`${path}: ${message}`);
  return status;
}
