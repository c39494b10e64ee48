import { visible } from '../../core/show/layout';
import type { Finding, Report } from '../../core/trust/report';
import { ExitStatus, worst, type Arguments, type Command, type Io } from '../command';
import { failureJson, jsonText, verifyJson } from '../json';
import { readListFile, statusOf, type ListFile } from '../list-file';

/** `trustlist verify FILE... [--json]` */
export const verify: Command = {
  name: 'verify',
  summary: 'Verify the signature of a list, and check everything else in it.',
  operands: 'FILE...',
  leastOperands: 1,
  mostOperands: Number.POSITIVE_INFINITY,
  options: {
    json: { type: 'boolean', summary: 'Print one JSON object for a file, an array for several.' },
  },
  description: `Verifies the signature with the signer's key in the list; if that key did not make it, looks for
the one that did. Compares every record with its certificate. Prints the verdict, and a line for each finding
with its offset.`,
  run: async ({ operands, has }: Arguments, io) => {
    const json: object[] = [];
    const statuses: ExitStatus[] = [];
    for (const file of operands) {
      const read = await readListFile(file, io);
      if (has('json'))
        json.push(read.ok ? verifyJson(read.report, read.verdict, file) : failureJson(read.failure, file));
      else tell(read, io);
      statuses.push(read.ok ? statusOf(read.report) : ExitStatus.unreadable);
    }
    if (has('json')) io.out(jsonText(json));
    return worst(statuses);
  },
};

function tell(read: ListFile, io: Io): void {
  if (!read.ok) {
    io.complain(`${read.file}: ${read.failure.error}`);
    return;
  }
  const { file, report, verdict } = read;
  const lines = [
    `${file}: ${[verdict.label, verdict.detail].filter((part) => part !== '').join(', ')}`,
    `  ${factsOf(report)}`,
    ...report.findings.map((finding) => `  ${findingLine(finding)}`),
  ];
  io.out(lines.map((line) => `${visible(line)}\n`).join(''));
}

function factsOf({ kind, length, records, digest, timestamp, md5 }: Report): string {
  return [
    kind === 'unknown' ? 'unknown kind' : kind,
    `${length} bytes`,
    `${records.length} ${records.length === 1 ? 'record' : 'records'}`,
    digest ?? 'no digest declared',
    ...(timestamp === null ? [] : [timestamp]),
    `MD5 ${md5}`,
  ].join(', ');
}

function findingLine({ severity, code, message, where }: Finding): string {
  const place = [where.record === null ? null : `record ${where.record}`, where.field].filter((part) => part !== null);
  const at = [`0x${where.offset.toString(16).padStart(4, '0')}`, ...place].join(' ');
  return `${severity} ${code} at ${at}: ${message}`;
}
