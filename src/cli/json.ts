import type { Finding, RecordReport, Report } from '../core/trust/report';
import type { Verdict } from '../core/trust/verdict';
import type { Statement } from '../core/words/statement';
import type { Failure } from './list-file';

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

export function verifyJson(report: Report, { reason, args, sentence }: Verdict, file: string): VerifyJson {
  const { kind, length, md5, sha1, sha256, version, headerLength, filename, timestamp, digest } = report;
  const { name, issuer, serial } = report.signer;
  const { status, record, actualSigner } = report.signature;
  return {
    file,
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
    blank: report.blank,
    records: report.records.map(recordJson),
    findings: report.findings.map(findingJson),
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

function findingJson({ code, severity, message, reason, args, where }: Finding): FindingJson {
  const { record, field, offset, length } = where;
  return { code, severity, message, reason, args, record, field, offset, length };
}

/** Controls that JSON lets stand, and that would drive a terminal or reorder its line. */
const escaped = /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** JSON for a person and a program: one object alone, several as an array; indented, with a line break at the end. */
export function jsonText(values: readonly object[]): string {
  const json = JSON.stringify(values.length === 1 ? values[0] : values, null, 2);
  return `${json.replace(escaped, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
