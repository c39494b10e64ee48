import type { SignedStatus } from '../core/phone/verify-signed';
import type { SignedKind } from '../core/format/signed';
import { visibleLines } from '../core/show/layout';
import type { Finding, Report } from '../core/trust/report';
import { withFileNames } from '../core/words/file-names';
import { sentencesOf } from '../core/words/statement';
import type { FailedResult, Result, SignedResult, TextResult } from './verdicts';

/** What `verify` says of a file in words: the verdict, and under it what it rests on and every finding. */
export interface Told {
  readonly headline: string;
  readonly lines: readonly string[];
}

/** @param files the lists of --list, which sentences name. */
export function toldOf(result: Exclude<Result, FailedResult>, files: readonly string[]): Told {
  switch (result.kind) {
    case 'list': {
      const { report, verdict } = result;
      const headline = [verdict.label, verdict.detail].filter((part) => part !== '').join(', ');
      return { headline, lines: [factsOf(report), ...findingLines(report)] };
    }
    case 'signed': {
      const names = [result.input.file, ...files];
      const lines = signedLines(result).map((line) => withFileNames(line, names));
      return { headline: labels[result.verdict.status], lines };
    }
    case 'text':
      return { headline: result.verdict.sentence, lines: textLines(result) };
  }
}

/** What `verify` prints of a result to a person. */
export function verifyText(result: Exclude<Result, FailedResult>, files: readonly string[]): string {
  const { headline, lines } = toldOf(result, files);
  const all = [`${result.input.file}: ${headline}`, ...lines.map((line) => `  ${line}`)];
  return visibleLines(all);
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

function signedLines({ report, verdict, doubts, lists }: SignedResult): string[] {
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
    ...findingLines(report),
  ];
}

function textLines({ output: { report }, undecided }: TextResult): string[] {
  return [
    factsOf(report),
    ...undecided.map(({ sentence }) => `Not known from a text: ${sentence}`),
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
  return findings.map(findingLine);
}

function findingLine({ severity, code, message, where }: Finding): string {
  const place = [where.record === null ? null : `record ${where.record}`, where.field].filter((part) => part !== null);
  const at = [`0x${where.offset.toString(16).padStart(4, '0')}`, ...place].join(' ');
  return `${severity} ${code} at ${at}: ${message}`;
}
