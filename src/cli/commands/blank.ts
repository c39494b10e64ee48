import { basename, dirname, join } from 'node:path';
import { isListName } from '../../core/format/file-names';
import type { FolderFile } from '../../core/edit/ctls-in-folder';
import { rules } from '../../core/phone/rules';
import { UsageError, type Command, type Io } from '../command';
import { readFailure } from '../file-failure';
import { readList } from '../input';
import { made, outputOptions, outputPath, writeList } from '../list-output';
import { refuseIgnored, signingOptions, signList } from '../signing';
import { loadEditing } from '../engine';
import { standardInput } from '../expansion';

/** `trustlist blank IN -o OUT --key KEYFILE` */
export const blank: Command = {
  name: 'blank',
  summary: 'Blank a list for rollback, and sign it.',
  operands: 'IN',
  leastOperands: 1,
  mostOperands: 1,
  options: {
    ...outputOptions,
    ...signingOptions,
    unsigned: { type: 'boolean', summary: 'Leave it unsigned, to be signed later with trustlist sign.' },
  },
  description: `Empties the TFTP, CCM, CCM+TFTP and TVS records of a list, as "Prepare Cluster for Rollback to
pre 8.0" does, so that phones that trust its signer then accept any list. The form is modelled on the documented
form of a CTL set to non-secure mode; no blank ITL from a cluster is publicly documented. If a phone also holds a
CTL, the CTL still rules.

The password of the key comes from --password-file, TRUSTLIST_PASSWORD or a prompt, in that order.`,
  run: async (args, io) => {
    const [input = ''] = args.operands;
    const key = args.value('key');
    if ((key === null) !== args.has('unsigned')) {
      throw new UsageError('blank needs --key FILE to sign the list, or --unsigned to leave it unsigned');
    }
    if (key === null) refuseIgnored(args, Object.keys(signingOptions), 'with --unsigned');
    const output = await outputPath(args, io, input);
    const editing = await loadEditing();
    const list = await readList(input, io);
    const blanked = made(editing.blank(list), input);
    for await (const file of listsInFolder(input, io)) {
      for (const ctl of editing.ctlsInFolder(list, basename(input), [file])) {
        io.complain(`${input}: ${ctl} is in the same folder. ${rules.P6.sentence}`);
      }
    }
    if (key === null) return writeList(output, blanked, io, false);
    const signed = await signList(blanked.list, key, args, io, input);
    return writeList(output, { ...signed, warnings: [...blanked.warnings, ...signed.warnings] }, io, true);
  },
};

/**
 * The lists in the directory of a file, by name; one after the other, for a directory may hold more files than can be
 * open at once. Complains of those that cannot be read.
 */
async function* listsInFolder(file: string, io: Io): AsyncGenerator<FolderFile> {
  if (file === standardInput) return;
  const directory = dirname(file);
  const names = (await io.namesIn(directory)).filter((name) => name !== basename(file) && isListName(name));
  for (const name of names.toSorted()) {
    const path = join(directory, name);
    const bytes = await io.readFile(path).catch((error: unknown) => {
      io.complain(`${path}: ${readFailure(error)} It may be a CTL for the same phones as ${basename(file)}.`);
      return null;
    });
    if (bytes !== null) yield { name, bytes };
  }
}
