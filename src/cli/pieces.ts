import { joined } from '../core/format/bytes';
import { CommandError, ExitStatus, type Io } from './command';
import { readFailure } from './file-failure';

/** Bytes in which a file is recognised that is not what a command reads. */
const mostOfBeginning = 256 * 1024;

/**
 * Reads a file of any size in pieces. If it cannot be read, the command ends.
 *
 * @param take gets each piece. If it gives false, the file is not what the command reads: no more than its beginning is read.
 * @returns the beginning of the file.
 */
export async function readInPieces(file: string, io: Io, take: (bytes: Uint8Array) => boolean): Promise<Uint8Array> {
  const first: Uint8Array[] = [];
  let kept = 0;
  try {
    for await (const bytes of io.readChunks(file)) {
      if (kept < mostOfBeginning) first.push(bytes.slice(0, mostOfBeginning - kept));
      kept += bytes.length;
      if (!take(bytes) && kept >= mostOfBeginning) break;
    }
  } catch (error) {
    throw new CommandError(ExitStatus.unreadable, `${file}: ${readFailure(error)}`);
  }
  return joined(first);
}
