import { UsageError, type Arguments, type Command } from '../command';
import type { Form } from '../sarif/form';
import { formOf, sarifOptions } from '../sarif/options';
import { listOption } from '../verifying-lists';

/** `trustlist verify FILE... [--list FILE...] [--json | --jsonl | --sarif | --junit] [--threads N]` */
export const verify: Command = {
  name: 'verify',
  summary: 'Verify the signature of a list or a signed file, and check everything else in it.',
  operands: 'FILE...',
  leastOperands: 0,
  mostOperands: Number.POSITIVE_INFINITY,
  eachAlone: true,
  options: {
    ...listOption,
    json: { type: 'boolean', summary: 'Print one JSON object for a file, an array for several.' },
    jsonl: { type: 'boolean', summary: 'Print JSON lines: the object of each file in a line of its own.' },
    ...sarifOptions,
    junit: { type: 'boolean', summary: "Print a test report in JUnit's XML." },
    threads: {
      type: 'string',
      value: 'N',
      summary: 'Verify many files with N threads; without it, as many as the machine has processors.',
    },
  },
  description: `Verifies the signature with the signer's key in the list; if that key did not make it, looks for
the one that did. Compares every record with its certificate. Prints the verdict, and a line for each finding
with its offset.

A signed file (.sgn, .enc.sgn, .loads) is verified against the lists of --list; put FILE before it. The output of
show itl or show ctl is checked too, but neither contains the signature nor the keys: the verdict stays open.

FILE may be a folder: every list and signed file in it and in its folders is verified. FILE may be a pattern such as
*.tlv or **/*.sgn, and - is standard input. With a folder or a pattern, --json prints an array.
--jsonl prints each object as soon as it is known, in the order of the files: for thousands of them.

--sarif prints a log in SARIF 2.1.0: findings with the bytes they are about, of a text with its lines. GitHub knows no
bytes: --sarif-for github prints lines, names the bytes in each sentence, and keeps the worst 5000 results. --junit
prints a test case for each file: failed if invalid, in error if it is unknown or could not be read.`,
  exitStatus: `Exit status, by the verdict: 0 ok; 1 invalid (damage, a bad signature, any other error); 2 a file or the
command line could not be read, or the output could not be written; 3 unknown: a signature could not be verified with
what was given (a signed file without --list or with a list that is not verified itself, firmware, a text), or with the
key of its signer.`,
  run: async (args, io) => {
    const form = formOf('verify', args);
    checkForms(form, args);
    return form !== null || args.has('junit')
      ? (await import('../verify-reports')).reportFiles(form, args, io)
      : (await import('../verify-files')).verifyFiles(args, io);
  },
};

function checkForms(form: Form | null, args: Arguments): void {
  const asked = [args.has('json'), args.has('jsonl'), form !== null, args.has('junit')];
  if (asked.filter(Boolean).length > 1) {
    throw new UsageError('verify: choose one of --json, --jsonl, --sarif and --junit');
  }
}
