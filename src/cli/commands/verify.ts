import { ExitStatus, worst, type Arguments, type Command } from '../command';
import { eachInput, emptyFolder } from '../each-input';
import { fitsNoFile } from '../expansion';
import type { Input } from '../input';
import { resultsOf, statusOfResult, type FailedResult } from '../verdicts';
import { checkForms, formOptions, printerOf } from '../verify-printers';
import { listOption, readVerifyingLists } from '../verifying-lists';

/** `trustlist verify FILE... [--list FILE...] [--json | --sarif | --junit]` */
export const verify: Command = {
  name: 'verify',
  summary: 'Verify the signature of a list or a signed file, and check everything else in it.',
  operands: 'FILE...',
  leastOperands: 0,
  mostOperands: Number.POSITIVE_INFINITY,
  eachAlone: true,
  options: {
    ...listOption,
    ...formOptions,
  },
  description: `Verifies the signature with the signer's key in the list; if that key did not make it, looks for
the one that did. Compares every record with its certificate. Prints the verdict, and a line for each finding
with its offset.

A signed file (.sgn, .enc.sgn, .loads) is verified against the lists of --list; put FILE before it. The output of
show itl or show ctl is checked too, but neither contains the signature nor the keys: the verdict stays open.

FILE may be a folder: every list and signed file in it and in its folders is verified. FILE may be a pattern such as
*.tlv or **/*.sgn, and - is standard input. With a folder or a pattern, --json prints an array.

--sarif prints a log in SARIF 2.1.0: findings with the bytes they are about, of a text with its lines. GitHub knows no
bytes: --sarif-for github prints lines, names the bytes in each sentence, and keeps the worst 5000 results. --junit
prints a test case for each file: failed if invalid, in error if it is unknown or could not be read.`,
  exitStatus: `Exit status, by the verdict: 0 ok; 1 invalid (damage, a bad signature, any other error); 2 a file or the
command line could not be read, or the output could not be written; 3 unknown: a signature could not be verified with
what was given (a signed file without --list or with a list that is not verified itself, firmware, a text), or with the
key of its signer.`,
  run: async (args: Arguments, io) => {
    checkForms(args);
    const { lists, signed } = await readVerifyingLists('verify', args, io);
    const printer = await printerOf(args, lists, io);
    const take = async (input: Input) => {
      const results = await resultsOf(input, lists);
      await printer.print(results);
      return worst(results.map(statusOfResult));
    };
    const { status, isArray, empty } = await eachInput(args, io, 'a list or a signed file', take);
    const statuses = [status];
    for (const input of signed) statuses.push(await take(input));
    if (args.unmatched.length > 0) statuses.push(ExitStatus.unreadable);
    printer.end({
      status: worst(statuses),
      isArray,
      missing: [...missing(args.unmatched, fitsNoFile), ...missing(empty, emptyFolder)],
    });
    return worst(statuses);
  },
};

function missing(files: readonly string[], error: string): FailedResult[] {
  return files.map((file) => ({ kind: 'failed', file, failure: { error, offset: null } }));
}
