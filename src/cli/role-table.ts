import type { RoleAnswer } from '../core/phone/role-table';
import { ExitStatus, UsageError, type Arguments, type Io } from './command';
import { readBytes } from './input';
import { readOneCertificate } from './input-files';
import { jsonText } from './json';
import { loadPhoning } from './engine';
import { textOf } from '../core/format/text-of';

const statusOf: Readonly<Record<RoleAnswer, ExitStatus>> = {
  same: ExitStatus.sound,
  different: ExitStatus.errors,
  'not-decidable': ExitStatus.depends,
};

/**
 * Compares the table of certificates and roles with a certificate, in either order; null if neither file is the table.
 */
export async function compareRoleTable(args: Arguments, io: Io): Promise<ExitStatus | null> {
  for (const [position, file] of args.operands.entries()) {
    if (file === '-') continue; // it can be read only once, and may be a list
    const bytes = await readBytes(file, io).catch(() => null);
    if (bytes === null || !(await looksLikeTable(bytes))) continue;
    const { compareRoles } = await loadPhoning();
    const other = args.operands[1 - position] ?? '';
    if (args.has('markdown')) throw new UsageError('compare: a table of roles and a certificate have no Markdown');
    const { details } = await readOneCertificate(other, 'the table is compared with one', args, io);
    const { answer, reason, args: values, sentence } = compareRoles(textOf(bytes) ?? '', details);
    io.out(args.has('json') ? jsonText([{ answer, reason, args: values, sentence }]) : `${answer}: ${sentence}\n`);
    return statusOf[answer];
  }
  return null;
}

/** A list begins with the tag of its version, never with a letter. */
async function looksLikeTable(bytes: Uint8Array): Promise<boolean> {
  return bytes[0] !== 1 && (await loadPhoning()).isRoleTable(textOf(bytes.subarray(0, 2_000_000)) ?? '');
}
