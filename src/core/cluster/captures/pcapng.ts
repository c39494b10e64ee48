import { viewOf } from '../../format/bytes';
import type { ByteQueue } from './byte-queue';
import { captureLimits } from './limits';
import type { CapturedPacket, CaptureFormat } from './packet';
import type { Problems } from './problems';

/**
 * The file of Wireshark: blocks of `type u32 · length u32 · body · length u32`, the length that of the whole block, a
 * multiple of 4. A section header says the byte order of its section, and forgets the interfaces of the one before it.
 * Source: draft-ietf-opsawg-pcapng.
 */
const BlockType = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  /** Obsolete, written by old versions. */
  packet: 2,
  simplePacket: 3,
  enhancedPacket: 6,
} as const;

const byteOrderMagic = 0x1a2b3c4d;
/** Type and length in front of a body, and the length behind it. */
const headLength = 8;
const overhead = 12;
/** Bytes in front of the packet in the body of a block. */
const packetBlockHead = 20;
const simpleBlockHead = 4;

/** True for a section header with a byte order. */
export function isPcapngStart(start: Uint8Array): boolean {
  return start.length >= 12 && viewOf(start).getUint32(0) === BlockType.sectionHeader && orderOf(start) !== null;
}

/** True for little-endian; null for the header of no section. */
function orderOf(section: Uint8Array): boolean | null {
  const magic = viewOf(section).getUint32(8);
  if (magic === byteOrderMagic) return false;
  return magic === 0x4d3c2b1a ? true : null;
}

interface Interface {
  readonly linkType: number;
  /** 0 for no limit. */
  readonly snapLength: number;
}

export class PcapngFile implements CaptureFormat {
  #isLittleEndian = true;
  #interfaces: Interface[] = [];
  #packets = 0;
  #isBroken = false;
  /** Bytes that are passed over without being kept. */
  #skipped = 0;

  constructor(
    readonly onPacket: (packet: CapturedPacket) => void,
    readonly problems: Problems,
  ) {}

  take(queue: ByteQueue): boolean {
    if (this.#skipped > 0) return this.#skip(queue);
    if (this.#isBroken || queue.length < overhead) return false;
    const start = queue.front(overhead);
    const isSection = viewOf(start).getUint32(0) === BlockType.sectionHeader;
    if (isSection && !this.#beginSection(start)) return this.#break(viewOf(start).getUint32(4));
    const type = viewOf(start).getUint32(0, this.#isLittleEndian);
    const length = viewOf(start).getUint32(4, this.#isLittleEndian);
    if (length < overhead || length % 4 !== 0) return this.#break(length);
    const isRead = !isSection && readBlocks.has(type);
    if (!isRead) {
      this.#skipped = length;
      return this.#skip(queue);
    }
    if (length > captureLimits.packetBytes) return this.#break(length);
    if (queue.length < length) return false;
    this.#read(type, queue.front(length - 4).subarray(headLength));
    queue.drop(length);
    return true;
  }

  end(queue: ByteQueue): void {
    if (!this.#isBroken && queue.length + this.#skipped > 0) this.problems.add(this.#packets + 1, 'file-cut');
  }

  #skip(queue: ByteQueue): boolean {
    const now = Math.min(this.#skipped, queue.length);
    queue.drop(now);
    this.#skipped -= now;
    return this.#skipped === 0;
  }

  #break(length: number): boolean {
    this.problems.addLength(this.#packets + 1, 'block-damaged', length);
    this.#isBroken = true;
    return false;
  }

  #beginSection(start: Uint8Array): boolean {
    const order = orderOf(start);
    if (order === null) return false;
    this.#isLittleEndian = order;
    this.#interfaces = [];
    return true;
  }

  #read(type: number, body: Uint8Array): void {
    const view = viewOf(body);
    if (type === BlockType.interfaceDescription) this.#addInterface(view);
    else if (type === BlockType.simplePacket) this.#takeSimple(body, view);
    else this.#takePacket(type, body, view);
  }

  #addInterface(view: DataView): void {
    if (view.byteLength < 8 || this.#interfaces.length >= captureLimits.interfaces) return;
    const linkType = view.getUint16(0, this.#isLittleEndian);
    this.#interfaces.push({ linkType, snapLength: view.getUint32(4, this.#isLittleEndian) });
  }

  /** `interface u32 · time u64 · captured u32 · length u32`; the obsolete block has `interface u16 · drops u16`. */
  #takePacket(type: number, body: Uint8Array, view: DataView): void {
    const number = (this.#packets += 1);
    if (body.length < packetBlockHead) {
      this.problems.add(number, 'block-not-read');
      return;
    }
    const order = this.#isLittleEndian;
    const at = type === BlockType.packet ? view.getUint16(0, order) : view.getUint32(0, order);
    const captured = view.getUint32(12, order);
    const bytes = body.subarray(packetBlockHead, packetBlockHead + captured);
    if (bytes.length < captured) this.problems.add(number, 'block-not-read');
    else this.#hand(number, this.#interfaces[at], bytes, view.getUint32(16, order));
  }

  /** `length u32`; what was captured of it is what the first interface allows, and the block contains. */
  #takeSimple(body: Uint8Array, view: DataView): void {
    const number = (this.#packets += 1);
    const [first] = this.#interfaces;
    const length = body.length < simpleBlockHead ? 0 : view.getUint32(0, this.#isLittleEndian);
    const most = first === undefined || first.snapLength === 0 ? length : Math.min(length, first.snapLength);
    this.#hand(number, first, body.subarray(simpleBlockHead, simpleBlockHead + most), length);
  }

  #hand(number: number, from: Interface | undefined, bytes: Uint8Array, length: number): void {
    if (from === undefined) this.problems.count(number, 'no-such-interface');
    else this.onPacket({ number, linkType: from.linkType, bytes, length: Math.max(length, bytes.length) });
  }
}

const readBlocks: ReadonlySet<number> = new Set([
  BlockType.interfaceDescription,
  BlockType.packet,
  BlockType.simplePacket,
  BlockType.enhancedPacket,
]);
