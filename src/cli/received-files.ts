import type { Content } from '../core/cluster/content';
import type { OutputFolder } from './output-folder';

/** What `--json` prints of a file that came from a cluster: part of the contract with scripts. */
export interface ReceivedJson {
  readonly md5: string | null;
  readonly sha1: string | null;
  readonly signature: Content['signature'];
  readonly verdict: Content['verdict'];
  /** Where it was written to; null if it was not. */
  readonly output: string | null;
  /** What there is to know: why it is not here or not complete, what is wrong with it. */
  readonly message: string | null;
}

/** A file as it came; bytes and content are null if it did not, or not all of it. */
export interface ReceivedFile {
  readonly name: string;
  readonly bytes: Uint8Array | null;
  readonly content: Content | null;
}

/**
 * Writes a file into the folder, if there is one, and says what became of it.
 *
 * @param remarks sentences on the file.
 */
export async function receive(
  { name, bytes, content }: ReceivedFile,
  remarks: readonly string[],
  folder: OutputFolder | null,
): Promise<{ readonly json: ReceivedJson; readonly isUnwritten: boolean }> {
  const written = folder === null || bytes === null ? null : await folder.write(name, bytes);
  const unwritten = written?.path === null ? [`It cannot be written: ${written.error}.`] : [];
  const message = [...remarks, ...unwritten].join(' ');
  const json = {
    md5: content?.md5 ?? null,
    sha1: content?.sha1 ?? null,
    signature: content?.signature ?? null,
    verdict: content?.verdict ?? null,
    output: written?.path ?? null,
    message: message === '' ? null : message,
  };
  return { json, isUnwritten: unwritten.length > 0 };
}
