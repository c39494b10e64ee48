import { CaptureReader, type Captured } from '../../../../src/core/cluster/captures/reader';
import type { CapturedTransfer } from '../../../../src/core/cluster/captures/transfer';
import { links, pcap, type Frame } from './writer';

/** Bytes as a text, which tests compare a hundred times faster. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export interface Seen extends Omit<Captured, 'transfers'> {
  readonly transfers: readonly (Omit<CapturedTransfer, 'bytes'> & { readonly bytes: string | null })[];
}

/** What a capture file shows, read in pieces of this size. */
export function readFile(file: Uint8Array, piece = 65_536): Seen {
  const reader = new CaptureReader();
  for (let at = 0; at < file.length; at += piece) reader.push(file.slice(at, at + piece));
  const captured = reader.end();
  if (captured === null) throw new Error('not a capture');
  const transfers = captured.transfers.map((transfer) => {
    return { ...transfer, bytes: transfer.bytes === null ? null : base64(transfer.bytes) };
  });
  return { ...captured, transfers };
}

/** Packets of IP as frames of Ethernet. */
export function frames(packets: readonly Uint8Array[]): Frame[] {
  return packets.map((packet) => ({ bytes: links.ethernet.wrap(packet) }));
}

/** What packets of IP show, captured on Ethernet. */
export function readPackets(packets: readonly Uint8Array[]): Seen {
  return readFile(pcap(frames(packets)));
}

/** Bytes that repeat nowhere near, so that a piece in the wrong place shows. */
export function content(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** The same every time for a seed. */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const keys = content(values.length * 2, seed | 1);
  const order = values.map((value, at) => ({ value, key: (keys[2 * at] ?? 0) * 256 + (keys[2 * at + 1] ?? 0) }));
  return order.sort((a, b) => a.key - b.key).map(({ value }) => value);
}
