import type { ShownFinding } from '../core/show/shown-finding';
import type { Finding, FindingPlace, RecordReport } from '../core/trust/report';
import { withFileNames } from '../core/words/file-names';
import { sentencesOf } from '../core/words/statement';
import { LineFinder } from './line-finder';
import type { CheckedFile, CheckResult, LogicalPlace, Region } from './sarif/result';
import { levels, verdictRules, type VerdictRule } from './verdict-rules';
import type { FailedResult, ListResult, Result, SignedResult, TextResult } from './verdicts';
import { loadEngine } from './engine';

/** The file that results are about. All of them are about one. Null if nothing of it was read. */
export async function checkedFile(results: readonly Result[]): Promise<CheckedFile | null> {
  const result = results.find((one) => one.kind !== 'failed');
  if (result === undefined) return null;
  const { input } = result;
  const isText = input.kind === 'text' || input.dump !== undefined;
  const bytes = input.kind === 'text' ? input.bytes : (input.dump ?? input.bytes);
  const isReported = result.kind === 'list' && !isText;
  return {
    path: input.file,
    length: bytes.length,
    sha256: isReported ? result.report.sha256 : await sha256Hex(bytes),
    isText,
  };
}

async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const { digest, hex } = await loadEngine();
  return hex(await digest('SHA-256', bytes));
}

/** What a result says, for collectors of results. What could not be read is not a result of theirs. */
export function checkResults(result: Exclude<Result, FailedResult>): CheckResult[] {
  switch (result.kind) {
    case 'list':
      return findingResults(result, result.report.records);
    case 'signed':
      return signedResults(result);
    case 'text':
      return textResults(result);
  }
}

function signedResults(result: SignedResult): CheckResult[] {
  return [...verdictResults(result), ...findingResults(result, [])];
}

function findingResults({ input, report }: ListResult | SignedResult, records: readonly RecordReport[]): CheckResult[] {
  const kind = input.dump === undefined ? 'bytes' : 'spelled';
  return report.findings.map((found) => {
    return findingResult(found, records, bytesAt(kind, found.where, input.bytes.length));
  });
}

function verdictResults({ input, verdict, doubts, lists }: SignedResult): CheckResult[] {
  const { status, sentence } = verdict;
  const isVerified = status === 'verified';
  if (isVerified && doubts.length === 0) return [];
  const rule: VerdictRule = isVerified ? 'file-list-not-verified' : `file-${status}`;
  const message = withFileNames([sentence, ...sentencesOf(doubts)].join(' '), [input.file, ...lists]);
  return [{ rule, level: verdictRules[rule].level, message, region: null, place: null, identity: '' }];
}

function textResults({ input, output, verdict }: TextResult): CheckResult[] {
  const lines = new LineFinder(input.text);
  const region = ({ start, end }: Pick<ShownFinding, 'start' | 'end'>): Region => {
    return { kind: 'lines', ...lines.region(start, end) };
  };
  const rule = 'text-signature';
  const { level } = verdictRules[rule];
  const identity = output.report.kind;
  return [
    { rule, level, message: verdict.sentence, region: region(output), place: null, identity },
    ...output.findings.map((shown) => findingResult(shown.finding, output.report.records, region(shown))),
  ];
}

function findingResult(found: Finding, records: readonly RecordReport[], region: Region | null): CheckResult {
  const { code, severity, message, where } = found;
  const record = where.record === null ? undefined : records[where.record - 1];
  return {
    rule: code,
    level: levels[severity],
    message,
    region,
    place: region === null ? null : placeOf(where),
    identity: record === undefined ? '' : identityOf(record),
  };
}

/** Null for the file as a whole. */
function bytesAt(kind: 'bytes' | 'spelled', where: FindingPlace, fileLength: number): Region | null {
  const { record, field, offset, length } = where;
  const isWhole = record === null && field === null && offset === 0 && length === fileLength;
  return isWhole ? null : { kind, offset, length };
}

function placeOf({ record, field, offset }: FindingPlace): LogicalPlace | null {
  const whole = record === null ? 'header' : `record ${record}`;
  if (field !== null) return { name: `${whole}/${field}`, kind: 'element' };
  if (record !== null) return { name: whole, kind: 'record' };
  return offset === 0 ? { name: whole, kind: 'header' } : null;
}

/** The names in a record, which do not change when records before it do. */
function identityOf({ functionCode, subject, issuer, serial, dnsName }: RecordReport): string {
  return JSON.stringify([functionCode, subject, issuer, serial, dnsName]);
}
