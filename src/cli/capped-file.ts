import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { limits } from '../core/format/limits';

/** A file of the command line. */
export function readInputFile(path: string): Promise<Uint8Array> {
  return readCapped(path, limits.fileBytes);
}

/**
 * Reads a file of at most `cap` bytes. A pipe or a device has no size beforehand, so bytes are counted as they come:
 * one without an end is refused like a file that is too large.
 *
 * @throws RangeError as the end of a sentence, for more than `cap` bytes.
 */
export async function readCapped(path: string, cap: number): Promise<Uint8Array> {
  const found = statSync(path);
  if (!found.isFile()) return readStream(createReadStream(path), cap);
  if (found.size > cap) throw tooLarge(`${found.size}`, cap);
  // At once: a thread that reads file after file would wait longer for each than reading it takes.
  const file = openSync(path, 'r');
  try {
    return readWhole(file, found.size, cap);
  } finally {
    closeSync(file);
  }
}

/** Reads an open file of about so many bytes: it may grow, and some file systems say 0 of every file. */
function readWhole(file: number, size: number, cap: number): Uint8Array {
  let bytes = new Uint8Array(size + 1);
  for (let length = 0; ;) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    length += read;
    if (length > cap) throw tooLarge(`more than ${cap}`, cap);
    if (read === 0 || (length === size && size > 0)) return bytes.subarray(0, length);
    if (length < bytes.length) continue;
    const larger = new Uint8Array(2 * length);
    larger.set(bytes);
    bytes.fill(0); // it may be a key
    bytes = larger;
  }
}

/**
 * Reads a stream of at most `cap` bytes to its end.
 *
 * @throws RangeError as the end of a sentence, for more than `cap` bytes.
 */
export async function readStream(stream: AsyncIterable<unknown>, cap: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > cap) throw tooLarge(`more than ${cap}`, cap);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length);
}

function tooLarge(bytes: string, cap: number): RangeError {
  return new RangeError(`it has ${bytes} bytes, and at most ${cap} are read`);
}
