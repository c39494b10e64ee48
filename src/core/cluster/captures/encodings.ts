import { limits } from '../../format/limits';
import { Collector } from '../collector';
import { failure } from '../failures';
import { captureLimits } from './limits';
import { partOfFile, wholeFile, type CapturedTransfer } from './transfer';

/** Encodings of HTTP that engines and browsers decode themselves, by their names there. */
const decoders: Readonly<Record<string, 'gzip' | 'deflate'>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' };

/**
 * The files themselves, where servers encoded them on their way; one that cannot be decoded counts as failed. What all
 * files take together has a limit.
 */
export async function allDecoded(transfers: readonly CapturedTransfer[]): Promise<CapturedTransfer[]> {
  let left: number = captureLimits.contentBytes;
  const all: CapturedTransfer[] = [];
  for (const transfer of transfers) {
    const plain = await decoded(transfer, Math.min(left, limits.fileBytes));
    if (plain !== transfer) left -= plain.bytes?.length ?? 0;
    all.push(plain);
  }
  return all;
}

async function decoded(transfer: CapturedTransfer, most: number): Promise<CapturedTransfer> {
  const { bytes, encoding } = transfer;
  if (bytes === null || encoding === null) return transfer;
  const decoder = decoders[encoding];
  if (decoder === undefined) return { ...transfer, failure: failure('encoding-not-read', { encoding }) };
  const plain = await decompress(bytes, decoder, most);
  if (plain === null) return { ...transfer, ...partOfFile('failed', 0, failure('encoding-damaged', { encoding })) };
  return { ...transfer, ...wholeFile(plain, plain.length, transfer.failure) };
}

/** Null for what cannot be decoded, or is longer than a file that is read. */
async function decompress(bytes: Uint8Array, decoder: 'gzip' | 'deflate', most: number): Promise<Uint8Array | null> {
  const content = new Collector(most);
  try {
    const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream(decoder));
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (content.add(part.value)) continue;
      await reader.cancel();
      return null;
    }
    return content.bytes().slice();
  } catch {
    return null;
  }
}
