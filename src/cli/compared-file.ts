import type { TrustList } from '../core/format/model';
import type { Report } from '../core/trust/report';
import type { Io } from './command';
import { readListFile, type Failure } from './list-file';

/** A side of a comparison: a list, or what `show itl` or `show ctl` printed of one; or why it is neither. */
export type ComparedFile =
  | {
      readonly ok: true;
      readonly file: string;
      readonly report: Report;
      /** Null for a text. */
      readonly list: TrustList | null;
      /** Null for a text. */
      readonly bytes: Uint8Array | null;
      /** False for a text in which records are left out. */
      readonly complete: boolean;
    }
  | { readonly ok: false; readonly file: string; readonly failure: Failure };

export async function readComparedFile(file: string, io: Io): Promise<ComparedFile> {
  const read = await readListFile(file, io);
  if (read.ok) return { ...read, complete: true };
  if (read.failure.offset === null) return read; // it could not be read at all

  const { loadComparing, readShow } = await import('../core/engine');
  const { outputs, unread } = readShow(textOf(await io.readFile(file)));
  const [output] = outputs;
  if (output === undefined && unread === null) return read;
  const refuse = (error: string): ComparedFile => ({ ok: false, file, failure: { error, offset: null } });
  if (output === undefined) return refuse(`${read.failure.error} ${unread?.sentence ?? ''}`.trimEnd());
  const problem = (await loadComparing()).textProblem(outputs);
  if (problem !== null) return refuse(problem.sentence);
  return { ok: true, file, report: output.report, list: null, bytes: null, complete: output.complete };
}

/** UTF-8, or UTF-16 with its byte order mark, as Windows shells redirect output. */
export function textOf(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
