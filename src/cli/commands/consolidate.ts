import { visibleLines } from '../../core/show/layout';
import type { Bundle } from '../../core/phone/bundles/bundle';
import type { Consolidation } from '../../core/phone/bundles/consolidation';
import type { NamedList } from '../../core/phone/held';
import { withFileNames } from '../../core/words/file-names';
import { sentencesOf } from '../../core/words/statement';
import { readClusterFiles } from '../cluster-files';
import { CommandError, ExitStatus, type Command } from '../command';
import { loadEditing, loadPhoning } from '../engine';
import { filesRead, keepApart } from '../files-apart';
import { passwordOptions } from '../input-files';
import { jsonText } from '../json';
import { writeBytes } from '../list-output';

/** `trustlist consolidate BUNDLE... [LIST...] [-o OUT] [--json]` */
export const consolidate: Command = {
  name: 'consolidate',
  summary: 'Put certificate bundles into one file, and say what they lack.',
  operands: 'BUNDLE... [LIST...]',
  leastOperands: 1,
  mostOperands: Number.POSITIVE_INFINITY,
  options: {
    output: { type: 'string', short: 'o', value: 'OUT', summary: 'Write all certificates, each once, to OUT as PEM.' },
    ...passwordOptions,
    json: { type: 'boolean', summary: 'Print one JSON object.' },
  },
  description: `Reads bundles of certificates (PEM, DER, PKCS#7, PKCS#12), as the servers of both clusters export
them, and says what each contains, and which would overwrite each other on one SFTP server. Give the lists of
both clusters too, to see which signers the bundles lack. Without -o nothing is written. A folder is every list
and bundle in it.

No source says that CUCM imports a file that CUCM did not make: upload the certificates of OUT one by one, as
CallManager-trust and as Phone-SAST-trust.`,
  exitStatus: `Exit status: 0 nothing is missing; 1 the bundles lack a signer of the lists; 2 a file could not be read as
what the command needs, or the output could not be written.`,
  run: async (args, io) => {
    const output = args.value('output');
    const bundles: Bundle[] = [];
    const lists: NamedList[] = [];
    const files = await readClusterFiles(args.operands, args, io);
    if (output !== null) await keepApart([...files.map(({ path }) => path), ...filesRead(args)], [output], io);
    for (const file of files) {
      if (file.kind === 'list') lists.push(file.list);
      else bundles.push(file.bundle);
    }
    if (bundles.length === 0) {
      const error = 'There is no bundle of certificates, only lists: give the bundles that the clusters export.';
      throw new CommandError(ExitStatus.unreadable, `${args.operands.join(', ')}: ${error}`);
    }
    const { consolidate: united, reviewConsolidation } = await loadPhoning();
    const review = await reviewConsolidation(bundles, lists);
    if (output !== null) {
      const { encodePem } = await loadEditing();
      const blocks = united(bundles).map(({ certificate }) => encodePem('CERTIFICATE', certificate.der));
      await writeBytes(output, new TextEncoder().encode(blocks.join('')), io);
    }
    if (args.has('json')) io.out(jsonText([review]));
    else {
      const names = files.map(({ path }) => path);
      io.out(withFileNames(reviewText(review, output), names));
    }
    return review.missing.length > 0 ? ExitStatus.errors : ExitStatus.sound;
  },
};

function reviewText(review: Consolidation, output: string | null): string {
  const { bundles, certificates, held, missing, overwriting } = review;
  const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const count = `${counted(certificates, 'certificate')} of ${counted(bundles.length, 'bundle')}`;
  const lines = [
    output === null ? count : `${output}: ${count}`,
    ...sentencesOf(overwriting).map((sentence) => `  Overwriting: ${sentence}`),
    ...sentencesOf(missing).map((sentence) => `  Missing: ${sentence}`),
    ...sentencesOf(held).map((sentence) => `  Present: ${sentence}`),
    ...bundles.flatMap(bundleLines),
  ];
  return visibleLines(lines);
}

function bundleLines({ file, name, entries }: Consolidation['bundles'][number]): string[] {
  const from = name === null ? '' : `, exported by ${name.host} as ${name.purpose}, by its name`;
  return [
    `${file}${from}`,
    ...entries.map(({ label, serial, notAfter, records }) => {
      const until = notAfter === null ? '' : `, valid until ${notAfter.slice(0, 10)}`;
      const where = records.length === 0 ? '' : `: ${records.join('; ')}`;
      return `  ${label}, serial ${serial ?? 'not known'}${until}${where}`;
    }),
  ];
}
