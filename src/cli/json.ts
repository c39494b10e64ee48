import { oncePer } from '../core/format/once-per';
import type { Finding, RecordReport, Report } from '../core/trust/report';
import type { SignedStatus } from '../core/phone/verify-signed';
import type { SignedReport } from '../core/trust/signed-report';
import type { VerdictOutcome } from '../core/trust/verdict-sentences';
import type { Statement } from '../core/words/statement';
import type { Failure } from './input';
import { outcomeOf, type SignedResult, type TextResult } from './verdicts';

/**
 * What `verify --json` prints of a list: the contract with scripts. Fields are added to it and never renamed. Absent is
 * null, offsets and lengths are bytes, records count from 1, serials are upper-case colon hex, digests lower-case hex,
 * times ISO 8601 UTC.
 */
export interface VerifyJson extends Pick<
  Report,
  | 'kind'
  | 'length'
  | 'md5'
  | 'sha1'
  | 'sha256'
  | 'version'
  | 'headerLength'
  | 'filename'
  | 'timestamp'
  | 'digest'
  | 'signer'
  | 'blank'
> {
  /** As given on the command line. */
  readonly file: string;
  /** On the file as a whole, the worst first: damage, the signature, every other error. */
  readonly verdict: VerdictOutcome;
  /** Why: `verified`, `damaged`. */
  readonly reason: string;
  readonly signature: Pick<Report['signature'], 'status' | 'record' | 'actualSigner'> & Statement;
  readonly records: readonly RecordJson[];
  readonly findings: readonly FindingJson[];
}

export type RecordJson = Omit<RecordReport, 'fields' | 'certificateId'>;

export interface FindingJson extends Pick<Finding, 'code' | 'severity' | 'message' | 'reason' | 'args'> {
  readonly record: number | null;
  readonly field: string | null;
  readonly offset: number;
  readonly length: number;
}

/** What `--json` prints of a file that could not be read as what the command needs. */
export interface FailureJson extends Failure {
  readonly file: string;
}

export function verifyJson(report: Report, statement: Statement, file: string, verdict: VerdictOutcome): VerifyJson {
  const records = report.records.map(recordJson);
  return { ...summaryJson(report, statement, file, verdict), records, findings: report.findings.map(findingJson) };
}

/** All that comes before the records. */
function summaryJson(
  report: Report,
  { reason, args, sentence }: Statement,
  file: string,
  verdict: VerdictOutcome,
): Omit<VerifyJson, 'records' | 'findings'> {
  const { kind, length, md5, sha1, sha256, version, headerLength, filename, timestamp, digest, blank } = report;
  const { name, issuer, serial } = report.signer;
  const { status, record, actualSigner } = report.signature;
  return {
    file,
    verdict,
    reason,
    kind,
    length,
    md5,
    sha1,
    sha256,
    version,
    headerLength,
    filename,
    timestamp,
    digest,
    signer: { name, issuer, serial },
    signature: { status, record, actualSigner, reason, args, sentence },
    blank,
  };
}

/**
 * What `verify --json` prints of a signed file: the same contract. `signature.status` is `unknown` if no list was
 * given; `list` is the file of the list whose `record` decided.
 */
export interface SignedJson extends Omit<SignedReport, 'kind' | 'header' | 'findings'> {
  readonly file: string;
  readonly verdict: VerdictOutcome;
  readonly reason: string;
  readonly kind: 'signed';
  readonly content: SignedReport['kind'];
  readonly signature: Statement & {
    readonly status: Exclude<SignedStatus, 'no-list'> | 'unknown';
    readonly list: string | null;
    readonly record: number | null;
    /** Why the lists may be wrong about it. */
    readonly doubts: readonly Statement[];
  };
  /** The lists that it was verified against. */
  readonly lists: readonly string[];
  readonly findings: readonly FindingJson[];
}

export function signedJson(result: SignedResult): SignedJson {
  const { input, report, verdict, doubts, lists } = result;
  const { reason, args, sentence, status, file: list, record } = verdict;
  const { kind, length, headerLength, filename, version, timestamp, digest, encrypted } = report;
  const { name, issuer, serial } = report.signer;
  const answer = status === 'no-list' ? 'unknown' : status;
  return {
    file: input.file,
    verdict: outcomeOf(result),
    reason,
    kind: 'signed',
    filename,
    signer: { name, issuer, serial },
    signature: { status: answer, list, record, reason, args, sentence, doubts },
    encrypted,
    content: kind,
    length,
    headerLength,
    version,
    timestamp,
    digest,
    lists,
    findings: report.findings.map(findingJson),
  };
}

/**
 * What `verify --json` prints of an output of `show itl` or `show ctl`: as of a list, where the text says it. The
 * status of the signature is `unknown`, and `printed` is what the cluster said of it; null if it said nothing.
 */
export interface TextJson extends Omit<VerifyJson, 'signature' | 'md5' | 'sha1' | 'sha256'> {
  readonly source: 'text';
  readonly md5: string | null;
  readonly sha1: string | null;
  readonly sha256: null;
  readonly signature: Statement & {
    readonly status: 'unknown';
    readonly printed: Report['signature']['status'] | null;
    readonly record: number | null;
    readonly actualSigner: number | null;
  };
  /** What a text cannot decide. */
  readonly undecided: readonly Statement[];
}

export function textJson(result: TextResult): TextJson {
  const { input, output, verdict, undecided } = result;
  const { report } = output;
  const { status, record, actualSigner } = report.signature;
  const printed = status === 'unsupported' ? null : status;
  const known = (text: string | null): string | null => (text === '' ? null : text);
  const { records, findings, ...rest } = verifyJson(report, verdict, input.file, outcomeOf(result));
  return {
    ...rest,
    source: 'text',
    md5: known(report.md5),
    sha1: known(report.sha1),
    sha256: null,
    digest: known(report.digest),
    signature: { status: 'unknown', printed, record, actualSigner, ...verdict },
    records,
    undecided,
    findings,
  };
}

export function failureJson({ error, offset }: Failure, file: string): FailureJson {
  return { file, error, offset };
}

function recordJson(record: RecordReport): RecordJson {
  return {
    index: record.index,
    function: record.function,
    functionCode: record.functionCode,
    offset: record.offset,
    length: record.length,
    dnsName: record.dnsName,
    subject: record.subject,
    issuer: record.issuer,
    serial: record.serial,
    ipAddress: record.ipAddress,
    certificate: record.certificate,
    sha1: record.sha1,
    sha256: record.sha256,
    notBefore: record.notBefore,
    notAfter: record.notAfter,
    keyAlgorithm: record.keyAlgorithm,
  };
}

export function findingJson({ code, severity, message, reason, args, where }: Finding): FindingJson {
  const { record, field, offset, length } = where;
  return { code, severity, message, reason, args, record, field, offset, length };
}

/** Controls that JSON lets stand, and that would drive a terminal or reorder its line. */
const escaped = /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/**
 * JSON for a person and a program: one object alone, several as an array; indented, with a line break at the end.
 *
 * @param isArray an array, no matter how many there are.
 */
export function jsonText(values: readonly object[], isArray = false): string {
  return `${escapedJson(values.length === 1 && !isArray ? values[0] : values, 2)}\n`;
}

/** JSON in one line, with a line break at its end. */
export function jsonLine(value: object): string {
  return `${escapedJson(value)}\n`;
}

/** The same text as that of `jsonText`, written as its objects come: there may be any number of them. */
export class JsonWriter {
  #first: string | null = null;
  #count = 0;

  constructor(private readonly out: (text: string) => void) {}

  /** @param text an object, as `jsonText` writes it. */
  add(text: string): void {
    this.#count += 1;
    // The first may turn out to be the only one.
    if (this.#count === 1) this.#first = text;
    else {
      this.#begin();
      this.out(`,\n${indented(text)}`);
    }
  }

  end(isArray: boolean): void {
    if (this.#count === 0) this.out('[]\n');
    else if (this.#count === 1 && !isArray) this.out(this.#first ?? '');
    else {
      this.#begin();
      this.out('\n]\n');
    }
  }

  #begin(): void {
    if (this.#first !== null) this.out(`[\n${indented(this.#first)}`);
    this.#first = null;
  }
}

/** As an item of an array. No text of JSON contains a line break. */
function indented(text: string): string {
  return `  ${text.trimEnd().replaceAll('\n', '\n  ')}`;
}

/**
 * `jsonLine` of what `verify` says of a list. Its records and findings are those of thousands of other lists too, and are
 * written once for all of them.
 */
export function verifyLine(report: Report, statement: Statement, file: string, verdict: VerdictOutcome): string {
  const summary = JSON.stringify(summaryJson(report, statement, file, verdict));
  const findings = report.findings.map(findingLine).join();
  return `${safe(summary.slice(0, -1))},"records":[${recordsLine(report.records)}],"findings":[${findings}]}\n`;
}

const recordsLine = oncePer((records: readonly RecordReport[]) => records.map(recordLine).join());
const recordLine = oncePer((record: RecordReport) => safe(JSON.stringify(recordJson(record))));
const findingLine = oncePer((found: Finding) => safe(JSON.stringify(findingJson(found))));

/** JSON without what would drive a terminal. */
export function escapedJson(value: unknown, indentation = 0): string {
  return safe(JSON.stringify(value, null, indentation));
}

function safe(json: string): string {
  return json.replace(escaped, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
