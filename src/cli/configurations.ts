import { basename } from 'node:path';
import type { FileOutcome, Signable } from '../core/edit/signed-file';
import { CommandError, ExitStatus, type Io } from './command';
import { loadEditing, loadPhoning } from './engine';
import { standardInput } from './expansion';
import type { ListInput } from '../core/format/binary-input';
import { inputOf, readBytes, refused } from './input';
import { writeBytes } from './list-output';
import { isPage, textOf } from '../core/format/text-of';

/** A configuration, or another file that a TFTP server signs. */
export interface ConfigurationInput {
  readonly kind: 'configuration';
  /** Without a header if it is not signed yet. */
  readonly signable: Signable;
}

/** What `trustlist sign` signs: a list or a configuration. For any other file the command ends. */
export async function readSignable(path: string, io: Io): Promise<ListInput | ConfigurationInput> {
  const bytes = await readBytes(path, io);
  const input = await inputOf(bytes, path, 'a list or a configuration');
  if (input.kind === 'list') return input;
  const { readOffered, signedKind } = await loadPhoning();
  if (input.kind === 'signed' && signedKind(input.signed, path) !== 'firmware') {
    return { kind: 'configuration', signable: input.signed };
  }
  const text = textOf(bytes) ?? '';
  const isPlain = text.trimStart().startsWith('<') || readOffered(bytes, path).ok;
  if (input.kind === 'other' && isPlain && !isPage(text)) {
    return { kind: 'configuration', signable: { header: [], content: bytes } };
  }
  const error = input.kind === 'other' ? input.failure.error : '';
  if (error !== '') throw new CommandError(ExitStatus.unreadable, `${path}: ${error}`);
  throw await refused('', bytes, path, 'a list or a configuration');
}

/** FILENAME of a file that is signed for the first time: by its own name, or by the one that it gets. */
export async function filenameOf(input: string, output: string): Promise<string> {
  const { signedName } = await loadEditing();
  return signedName(basename(input === standardInput ? output : input));
}

/** Writes a file that was signed or stripped, and says what it is. If nothing was made, the command ends. */
export async function writeFileOutcome(
  path: string,
  outcome: FileOutcome,
  { file, io }: { readonly file: string; readonly io: Io },
): Promise<ExitStatus> {
  if (!outcome.ok) throw new CommandError(ExitStatus.errors, `${file}: ${outcome.error.message}`);
  await writeBytes(path, outcome.bytes, io);
  io.out(`${path}: ${await summaryOf(outcome.bytes)}\n`);
  for (const warning of outcome.warnings) io.complain(`${path}: ${warning}`);
  return ExitStatus.sound;
}

async function summaryOf(bytes: Uint8Array): Promise<string> {
  const { decodeSigned, reportSigned } = await loadPhoning();
  const decoded = decodeSigned(bytes);
  if (!decoded.ok) return `The content alone, without a signature (${bytes.length} bytes)`;
  const { filename, digest, signer } = reportSigned(decoded.file, '');
  return `Signed by ${signer.name ?? ''} (${filename ?? ''}, ${bytes.length} bytes, ${digest ?? ''})`;
}
