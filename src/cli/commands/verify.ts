import { visible } from '../../core/show/layout';
import type { SignedStatus } from '../../core/phone/verify-signed';
import type { Finding, Report } from '../../core/trust/report';
import type { SignedKind } from '../../core/format/signed';
import { withFileNames } from '../../core/words/file-names';
import { sentencesOf } from '../../core/words/statement';
import { worst, type Arguments, type Command, type Io } from '../command';
import { eachInput } from '../each-input';
import type { Input } from '../input';
import { failureJson, jsonText, signedJson, textJson, verifyJson } from '../json';
import { outcomeOf, resultsOf, statusOfResult, type Result, type SignedResult, type TextResult } from '../verdicts';
import { listOption, readVerifyingLists } from '../verifying-lists';

/** `trustlist verify FILE... [--list FILE...] [--json]` */
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
  },
  description: `Verifies the signature with the signer's key in the list; if that key did not make it, looks for
the one that did. Compares every record with its certificate. Prints the verdict, and a line for each finding
with its offset.

A signed file (.sgn, .enc.sgn, .loads) is verified against the lists of --list; put FILE before it. The output of
show itl or show ctl is checked too, but neither contains the signature nor the keys: the verdict stays open.

FILE may be a folder: every list and signed file in it and in its folders is verified. FILE may be a pattern such as
*.tlv or **/*.sgn, and - is standard input. With a folder or a pattern, --json prints an array.`,
  exitStatus: `Exit status, by the verdict: 0 ok; 1 invalid (damage, a bad signature, any other error); 2 a file or the
command line could not be read, or the output could not be written; 3 unknown: a signature could not be verified with
what was given (a signed file without --list or with a list that is not verified itself, firmware, a text), or with the
key of its signer.`,
  run: async (args: Arguments, io) => {
    const { lists, signed } = await readVerifyingLists('verify', args, io);
    const json: object[] = [];
    const files = lists.map(({ file }) => file);
    const take = async (input: Input) => {
      const results = await resultsOf(input, lists);
      if (args.has('json')) json.push(...results.map(jsonOf));
      else for (const result of results) tell(result, files, io);
      return worst(results.map(statusOfResult));
    };
    const { status, isArray } = await eachInput(args, io, 'a list or a signed file', take);
    const statuses = [status];
    for (const input of signed) statuses.push(await take(input));
    if (args.has('json')) io.out(jsonText(json, isArray));
    return worst(statuses);
  },
};

function jsonOf(result: Result): object {
  switch (result.kind) {
    case 'list':
      return verifyJson(result.report, result.verdict, result.input.file, outcomeOf(result));
    case 'signed':
      return signedJson(result);
    case 'text':
      return textJson(result);
    case 'failed':
      return failureJson(result.failure, result.file);
  }
}

function tell(result: Result, files: readonly string[], io: Io): void {
  switch (result.kind) {
    case 'list': {
      const { input, report, verdict } = result;
      const label = [verdict.label, verdict.detail].filter((part) => part !== '').join(', ');
      print([`${input.file}: ${label}`, `  ${factsOf(report)}`, ...findingLines(report)], io);
      return;
    }
    case 'signed': {
      const [first = '', ...lines] = signedLines(result);
      const names = [result.input.file, ...files];
      print([first, ...lines.map((line) => withFileNames(line, names))], io);
      return;
    }
    case 'text':
      print(textLines(result), io);
      return;
    case 'failed':
      io.complain(`${result.file}: ${result.failure.error}`);
  }
}

function print(lines: readonly string[], io: Io): void {
  io.out(lines.map((line) => `${visible(line)}\n`).join(''));
}

const labels: Readonly<Record<SignedStatus, string>> = {
  verified: 'Signature verified',
  'other-function': 'Signed by a record of another function',
  invalid: 'Signature does not verify',
  unsupported: 'Signature cannot be checked',
  'signer-not-in-list': 'Signer not in the lists',
  'no-list': 'Signature unknown, no list to verify against',
  firmware: 'Firmware cannot be verified here',
  unsigned: 'Not signed',
};

const kinds: Readonly<Record<SignedKind, string>> = {
  configuration: 'signed configuration',
  'encrypted-configuration': 'encrypted, signed configuration',
  firmware: 'firmware',
  other: 'signed file',
};

function signedLines({ input, report, verdict, doubts, lists }: SignedResult): string[] {
  const { signer, digest, timestamp } = report;
  const facts = [
    kinds[report.kind],
    `${report.length} bytes`,
    `${report.headerLength} in the header`,
    digest ?? 'no digest declared',
    ...(timestamp === null ? [] : [timestamp]),
  ];
  return [
    `${input.file}: ${labels[verdict.status]}`,
    `  ${verdict.sentence}`,
    ...sentencesOf(doubts).map((doubt) => `  ${doubt}`),
    `  ${facts.join(', ')}`,
    `  FILENAME ${report.filename ?? 'missing'}, signer ${signer.name ?? 'not named'}`,
    ...(lists.length === 0 ? [] : [`  Verified against ${lists.join(', ')}`]),
    ...findingLines(report),
  ];
}

function textLines({ input, output: { report }, verdict, undecided }: TextResult): string[] {
  return [
    `${input.file}: ${verdict.sentence}`,
    `  ${factsOf(report)}`,
    ...undecided.map(({ sentence }) => `  Not known from a text: ${sentence}`),
    ...findingLines(report),
  ];
}

function factsOf({ kind, length, records, digest, timestamp, md5 }: Report): string {
  return [
    kind === 'unknown' ? 'unknown kind' : kind,
    `${length} bytes`,
    `${records.length} ${records.length === 1 ? 'record' : 'records'}`,
    ...(digest === '' ? [] : [digest ?? 'no digest declared']),
    ...(timestamp === null ? [] : [timestamp]),
    ...(md5 === '' ? [] : [`MD5 ${md5}`]),
  ].join(', ');
}

function findingLines({ findings }: Pick<Report, 'findings'>): string[] {
  return findings.map((finding) => `  ${findingLine(finding)}`);
}

function findingLine({ severity, code, message, where }: Finding): string {
  const place = [where.record === null ? null : `record ${where.record}`, where.field].filter((part) => part !== null);
  const at = [`0x${where.offset.toString(16).padStart(4, '0')}`, ...place].join(' ');
  return `${severity} ${code} at ${at}: ${message}`;
}
