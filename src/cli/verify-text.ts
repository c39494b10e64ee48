import type { SignedStatus } from '../core/phone/verify-signed';
import type { SignedKind } from '../core/format/signed';
import type { Finding, Report } from '../core/trust/report';
import { withFileNames } from '../core/words/file-names';
import { sentencesOf } from '../core/words/statement';
import { tonedLines, toneOfStatus, type Tone } from './colour';
import { statusOfResult, type FailedResult, type Result, type SignedResult, type TextResult } from './verdicts';

/** What `verify` says of a file in words: the verdict, and under it what it rests on and every finding. */
export interface Told {
  /** The verdict in a few words, and behind it the rest of it: empty, or a comma and more. */
  readonly verdict: string;
  readonly detail: string;
  readonly facts: readonly string[];
  readonly findings: readonly Finding[];
}

/** @param files the lists of --list, which sentences name. */
export function toldOf(result: Exclude<Result, FailedResult>, files: readonly string[]): Told {
  switch (result.kind) {
    case 'list': {
      const { report, verdict } = result;
      const detail = verdict.detail === '' ? '' : `, ${verdict.detail}`;
      return { verdict: verdict.label, detail, facts: [factsOf(report)], findings: report.findings };
    }
    case 'signed': {
      const names = [result.input.file, ...files];
      const shown = (line: string): string => withFileNames(line, names);
      const findings = result.report.findings.map((finding) => ({ ...finding, message: shown(finding.message) }));
      return { verdict: labels[result.verdict.status], detail: '', facts: signedFacts(result).map(shown), findings };
    }
    case 'text': {
      const { findings } = result.output.report;
      return { verdict: result.verdict.sentence, detail: '', facts: textFacts(result), findings };
    }
  }
}

/** The same below its headline, a line each. */
export function linesOf({ facts, findings }: Told): string[] {
  return [...facts, ...findings.map((finding) => `${finding.severity} ${findingText(finding)}`)];
}

/** What `verify` prints of a result to a person. */
export function verifyText(
  result: Exclude<Result, FailedResult>,
  files: readonly string[],
  isColoured: boolean,
): string {
  const { verdict, detail, facts, findings } = toldOf(result, files);
  const tone = toneOfStatus[statusOfResult(result)];
  const lines = [
    { before: `${result.input.file}: `, words: verdict, tone, after: detail },
    ...facts.map((fact) => `  ${fact}`),
    ...findings.map((finding) => {
      const { severity } = finding;
      return { before: '  ', words: severity, tone: tones[severity], after: ` ${findingText(finding)}` };
    }),
  ];
  return tonedLines(lines, isColoured);
}

const tones: Readonly<Record<Finding['severity'], Tone>> = { error: 'bad', warning: 'open', information: 'note' };

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

function signedFacts({ report, verdict, doubts, lists }: SignedResult): string[] {
  const { signer, digest, timestamp } = report;
  const facts = [
    kinds[report.kind],
    `${report.length} bytes`,
    `${report.headerLength} in the header`,
    digest ?? 'no digest declared',
    ...(timestamp === null ? [] : [timestamp]),
  ];
  return [
    verdict.sentence,
    ...sentencesOf(doubts),
    facts.join(', '),
    `FILENAME ${report.filename ?? 'missing'}, signer ${signer.name ?? 'not named'}`,
    ...(lists.length === 0 ? [] : [`Verified against ${lists.join(', ')}`]),
  ];
}

function textFacts({ output: { report }, undecided }: TextResult): string[] {
  return [factsOf(report), ...undecided.map(({ sentence }) => `Not known from a text: ${sentence}`)];
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

/** A finding without its severity. */
function findingText({ code, message, where }: Finding): string {
  const place = [where.record === null ? null : `record ${where.record}`, where.field].filter((part) => part !== null);
  const at = [`0x${where.offset.toString(16).padStart(4, '0')}`, ...place].join(' ');
  return `${code} at ${at}: ${message}`;
}
