import { viewOf } from '../../format/bytes';
import type { ByteQueue } from './byte-queue';
import { captureLimits } from './limits';
import type { CapturedPacket, CaptureFormat } from './packet';
import type { Problems } from './problems';

/**
 * The file of libpcap: `magic u32 · major u16 · minor u16 · 8 bytes · snap length u32 · link type u32`, in the byte order of
 * the machine that wrote it, which the magic number shows; then packets of `seconds u32 · fraction u32 · captured u32 ·
 * length u32 · bytes`. Source: draft-ietf-opsawg-pcap.
 */
export interface PcapHeader {
  readonly isLittleEndian: boolean;
  readonly linkType: number;
  /** Bytes in front of the bytes of a packet. */
  readonly packetHeader: number;
}

/** Microseconds, nanoseconds, and the variant of Linux of the nineties, whose packets say more. */
const magics: readonly (readonly [magic: number, packetHeader: number])[] = [
  [0xa1b2c3d4, 16],
  [0xa1b23c4d, 16],
  [0xa1b2cd34, 24],
];

/** @returns null for other files. */
export function pcapHeaderOf(start: Uint8Array): PcapHeader | null {
  if (start.length < 24) return null;
  const view = viewOf(start);
  for (const isLittleEndian of [true, false]) {
    const magic = view.getUint32(0, isLittleEndian);
    const [, packetHeader] = magics.find(([known]) => known === magic) ?? [];
    // The upper half of the link type says how long the frame check sequence is.
    if (packetHeader !== undefined)
      return { isLittleEndian, packetHeader, linkType: view.getUint32(20, isLittleEndian) & 0xffff };
  }
  return null;
}

export class PcapFile implements CaptureFormat {
  #packets = 0;
  #isBroken = false;

  constructor(
    readonly header: PcapHeader,
    readonly onPacket: (packet: CapturedPacket) => void,
    readonly problems: Problems,
  ) {}

  take(queue: ByteQueue): boolean {
    const { packetHeader, isLittleEndian, linkType } = this.header;
    if (this.#isBroken || queue.length < packetHeader) return false;
    const head = viewOf(queue.front(packetHeader));
    const captured = head.getUint32(8, isLittleEndian);
    const number = this.#packets + 1;
    if (captured > captureLimits.packetBytes) {
      this.problems.addLength(number, 'packet-too-long', captured);
      this.#isBroken = true;
      return false;
    }
    if (queue.length < packetHeader + captured) return false;
    const length = Math.max(head.getUint32(12, isLittleEndian), captured);
    this.#packets = number;
    this.onPacket({ number, linkType, length, bytes: queue.front(packetHeader + captured).subarray(packetHeader) });
    queue.drop(packetHeader + captured);
    return true;
  }

  end(queue: ByteQueue): void {
    if (!this.#isBroken && queue.length > 0) this.problems.add(this.#packets + 1, 'file-cut');
  }
}
