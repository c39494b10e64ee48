import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/**
 * Reads a file of at most `cap` bytes. A pipe or a device has no size beforehand, so bytes are counted as they come:
 * one without an end is refused like a file that is too large.
 *
 * @throws RangeError as the end of a sentence, for more than `cap` bytes.
 */
export async function readCapped(path: string, cap: number): Promise<Uint8Array> {
  const found = await stat(path);
  if (found.isFile() && found.size > cap) throw tooLarge(`${found.size}`, cap);
  return readStream(createReadStream(path), cap);
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
