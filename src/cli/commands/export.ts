import { join } from 'node:path';
import { CommandError, ExitStatus, type Arguments, type Command, type Io } from '../command';
import { keepApart } from '../files-apart';
import { readList } from '../input';
import { writeBytes, written } from '../list-output';
import { readRecordNumber } from '../values';
import { loadEditing } from '../engine';

/** `trustlist export IN [--record N]... [-o DIR|FILE]` */
export const exportCertificates: Command = {
  name: 'export',
  summary: 'Write the certificates of a list as PEM.',
  operands: 'IN',
  leastOperands: 1,
  mostOperands: 1,
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'DIR|FILE',
      summary:
        'Write one file per record into DIR (an existing directory, or a name with a final slash), or all into FILE.',
    },
    force: { type: 'boolean', summary: 'Replace files of DIR that have the same names.' },
    record: { type: 'string', value: 'N', multiple: true, summary: 'Only the certificate of record N.' },
  },
  description: `Writes PEM to standard output, each certificate once; or to FILE; or into DIR, one file per
record, named by function, subject and serial number. Lists the records that contain only a hash and so
have no certificate.`,
  run: async (args, io) => {
    const [input = ''] = args.operands;
    const { exportPem } = await loadEditing();
    const list = await readList(input, io);
    const numbers = args.values('record').map(readRecordNumber);
    const missing = numbers.find((number) => list.records[number - 1] === undefined);
    if (missing !== undefined) {
      throw new CommandError(
        ExitStatus.errors,
        `${input}: The list has no record ${missing}; it has ${list.records.length}.`,
      );
    }
    const { bundle, files, without } = await exportPem(list, numbers.length > 0 ? numbers : undefined);
    for (const { message } of without) io.complain(`${input}: ${message}`);
    if (files.length === 0) throw new CommandError(ExitStatus.errors, `${input}: There is no certificate to export.`);

    const output = args.value('output');
    if (output === null) {
      io.out(bundle);
    } else if (/[/\\]$/.test(output) || (await io.isDirectory(output))) {
      await writeInto(output, input, files, args, io);
    } else {
      await keepApart([input], [output], io);
      await writeBytes(output, new TextEncoder().encode(bundle), io);
    }
    return ExitStatus.sound;
  },
};

/**
 * One file for each certificate. No file is replaced, and no link that somebody put there followed, without --force.
 */
async function writeInto(
  folder: string,
  input: string,
  files: readonly { readonly name: string; readonly text: string }[],
  args: Arguments,
  io: Io,
): Promise<void> {
  const force = args.has('force');
  const paths = files.map(({ name }) => join(folder, name));
  await keepApart([input], paths, io);
  await written(folder, () => io.makeDirectory(folder));
  for (const [at, { text }] of files.entries()) {
    const path = paths[at] ?? folder;
    await written(path, () => io.writeNewFile(path, new TextEncoder().encode(text), force));
  }
}
