import type { Edited, EditOutcome } from '../core/edit/outcome';
import { CommandError, ExitStatus, UsageError, type Arguments, type Io, type Option } from './command';
import { reasonOfFailure } from './file-failure';
import { filesRead, isSameFile, keepApart } from './files-apart';

export const outputOptions: Readonly<Record<string, Option>> = {
  output: { type: 'string', short: 'o', value: 'OUT', summary: 'Write the list to OUT.' },
  'in-place': { type: 'boolean', summary: 'Write the list over IN.' },
};

/**
 * Where to write: OUT, or IN with --in-place. OUT is never IN without it, nor any other file that the command reads, be
 * it by another name.
 */
export async function outputPath(args: Arguments, io: Io, input: string | null): Promise<string> {
  const output = args.value('output');
  if (args.has('in-place')) {
    if (output !== null) throw new UsageError('-o and --in-place exclude each other');
    if (input === null) throw new UsageError('--in-place needs a list to write over');
    await keepApart(filesRead(args), [input], io);
    return input;
  }
  if (output === null)
    throw new UsageError(`Where to write is missing: -o OUT${input === null ? '' : ' or --in-place'}`);
  if (input !== null && (await isSameFile(input, output, io))) {
    throw new UsageError(`${output} is the list that is read: to write over it takes --in-place`);
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

/** Findings on a signature, which a list that is yet to be signed has on purpose. */
const signatureFindings: ReadonlySet<string> = new Set([
  'signature-invalid',
  'signature-stale',
  'signed-by-another',
  'signer-not-in-list',
  'signature-digest',
  'signature-unsupported',
  'unsigned',
]);

/**
 * Writes the list, says what it is, and warns of what a person should know before a phone gets it.
 *
 * @param signed false where the list is meant to be signed later.
 * @returns `errors` where the list that was written has a finding of that severity.
 */
export async function writeList(path: string, edited: Edited, io: Io, signed: boolean): Promise<ExitStatus> {
  const { inspect } = await import('../core/engine');
  const report = await inspect(edited.list, edited.bytes);
  await writeBytes(path, edited.bytes, io);
  // A list that nothing was changed in keeps its signature.
  const { status } = report.signature;
  const verdict = signed || status === 'valid' ? `signature ${status}` : 'to be signed before a phone takes it';
  const records = `${report.records.length} ${report.records.length === 1 ? 'record' : 'records'}`;
  io.out(`${path}: ${report.kind}, ${report.length} bytes, ${records}, MD5 ${report.md5}, ${verdict}\n`);
  for (const warning of edited.warnings) io.complain(`${path}: ${warning}`);
  const errors = report.findings.filter(
    ({ severity, code }) => severity === 'error' && (signed || !signatureFindings.has(code)),
  );
  for (const { message } of errors) io.complain(`${path}: ${message}`);
  return errors.length > 0 ? ExitStatus.errors : ExitStatus.sound;
}
