import { basename } from 'node:path';
import type { TrustList } from '../core/format/model';
import type { Report } from '../core/trust/report';
import type { Verdict } from '../core/trust/verdict';
import { ExitStatus, type Io } from './command';
import { reasonOfFailure } from './file-failure';

/** A file of the command line, read and inspected; or why it could not be. */
export type ListFile =
  | {
      readonly ok: true;
      readonly file: string;
      readonly bytes: Uint8Array;
      readonly list: TrustList;
      readonly report: Report;
      readonly verdict: Verdict;
    }
  | { readonly ok: false; readonly file: string; readonly failure: Failure };

export interface Failure {
  /** One sentence. */
  readonly error: string;
  /** In bytes; null if the file could not be read at all. */
  readonly offset: number | null;
}

export async function readListFile(file: string, io: Io): Promise<ListFile> {
  let bytes: Uint8Array;
  try {
    bytes = await io.readFile(file);
  } catch (error) {
    return { ok: false, file, failure: { error: readFailure(error), offset: null } };
  }
  const { decode, inspect, verdictOf } = await import('../core/engine');
  const decoded = decode(bytes);
  if (!decoded.ok) {
    const { message, offset } = decoded.error;
    return { ok: false, file, failure: { error: message, offset } };
  }
  const report = await inspect(decoded.list, bytes, { fileName: basename(file) });
  return { ok: true, file, bytes, list: decoded.list, report, verdict: verdictOf(report) };
}

/** The status that a command ends with for a file that it read. */
export function statusOf(report: Report): ExitStatus {
  return report.findings.some(({ severity }) => severity === 'error') ? ExitStatus.errors : ExitStatus.sound;
}

const readFailures: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'The file may not be read: permission denied.',
  EISDIR: 'This is a directory, not a file.',
};

/** Why a file could not be read, as one sentence. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return readFailures[code] ?? `The file cannot be read: ${reasonOfFailure(error)}.`;
}
