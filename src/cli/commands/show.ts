import { visibleLines } from '../../core/show/layout';
import { withFileNames } from '../../core/words/file-names';
import { ExitStatus, worst, type Command, type Io } from '../command';
import { loadEngine } from '../engine';
import { eachInput } from '../each-input';
import type { Input } from '../input';
import { signedText } from '../signed-text';
import { resultsOf, statusOfFindings, statusOfResult, type Result } from '../verdicts';
import { listOption, readVerifyingLists } from '../verifying-lists';

/** `trustlist show FILE... [--list FILE...]` */
export const show: Command = {
  name: 'show',
  summary: "Print a list as the cluster's show itl and show ctl do, or a signed file.",
  operands: 'FILE...',
  leastOperands: 0,
  mostOperands: Number.POSITIVE_INFINITY,
  eachAlone: true,
  options: listOption,
  description: `Prints what the cluster's own commands print: show itl for an ITL, show ctl for a CTL.
Times come from the list's TIMESTAMP and are in UTC. Of a signed file (.sgn, .enc.sgn, .loads) it prints the header,
what the lists of --list say of the signature, and the content if that is a text. An output of show itl or show ctl is
printed as it is, with what it cannot say. FILE may be a folder, a pattern such as *.tlv, or - for standard input.`,
  exitStatus: `Exit status: 0 no error; 1 at least one error (a bad signature is one); 2 a file or the command line could
not be read, or the output could not be written; 3 with --list, a signature could not be verified with these lists.`,
  run: async (args, io) => {
    const { lists, signed } = await readVerifyingLists('show', args, io);
    const files = lists.map(({ file }) => file);
    let isFirst = true;
    const take = async (input: Input): Promise<ExitStatus> => {
      const results = await resultsOf(input, lists);
      for (const result of results) {
        if (result.kind !== 'failed' && !isFirst) io.out('\n');
        isFirst = false;
        await tell(result, files, io);
      }
      return worst(results.map((result) => statusOf(result, lists.length > 0)));
    };
    const { status } = await eachInput(args, io, 'a list or a signed file', take);
    const statuses = [status];
    for (const input of signed) statuses.push(await take(input));
    return worst(statuses);
  },
};

async function tell(result: Result, files: readonly string[], io: Io): Promise<void> {
  switch (result.kind) {
    case 'list': {
      const { print } = await loadEngine();
      io.out(print(result.report, result.input.list));
      return;
    }
    case 'signed':
      io.out(await signedText(result, (sentence) => withFileNames(sentence, [result.input.file, ...files])));
      return;
    case 'text': {
      const { input, output, verdict, undecided } = result;
      const start = withBlanks(input.text, output.start);
      const lines = input.text.slice(start, output.end).split(/\r\n|\r|\n/);
      io.out(visibleLines(lines));
      for (const { sentence } of [verdict, ...undecided]) io.complain(`${input.file}: ${sentence}`);
      return;
    }
    case 'failed':
      io.complain(`${result.file}: ${result.failure.error}`);
  }
}

/** Where the blanks begin before a place in a text: they are part of its line. */
function withBlanks(text: string, place: number): number {
  let start = place;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return start;
}

/** Printing does not ask for a verdict, unless lists are given for it. */
function statusOf(result: Result, isVerified: boolean): ExitStatus {
  if (result.kind === 'signed' && !isVerified) return statusOfFindings(result.report, ExitStatus.sound);
  if (result.kind === 'text') return statusOfFindings(result.output.report, ExitStatus.sound);
  return statusOfResult(result);
}
