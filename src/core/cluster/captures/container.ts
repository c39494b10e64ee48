import { ByteQueue } from './byte-queue';
import type { CapturedPacket, CaptureFormat } from './packet';
import { PcapFile, pcapHeaderOf } from './pcap';
import { isPcapngStart, PcapngFile } from './pcapng';
import type { Problems } from './problems';

/** Bytes in which a format shows itself. */
const startLength = 24;

/** Reads `.pcap` and `.pcapng` in pieces of any size, and hands on each packet. */
export class ContainerReader {
  readonly #queue = new ByteQueue();
  #format: CaptureFormat | 'none' | null = null;

  constructor(
    readonly onPacket: (packet: CapturedPacket) => void,
    readonly problems: Problems,
  ) {}

  /** The file turned out not to be a capture. */
  get isOther(): boolean {
    return this.#format === 'none';
  }

  push(bytes: Uint8Array): void {
    if (this.#format === 'none') return;
    // A piece that is larger than what is read of it at once would be copied as a whole.
    for (let start = 0; start < bytes.length; start += pieceLength) {
      this.#queue.push(bytes.subarray(start, start + pieceLength));
      this.#read();
    }
  }

  /** False if the header of the file is not that of a capture. */
  end(): boolean {
    if (this.#format === null || this.#format === 'none') return false;
    this.#format.end(this.#queue);
    return true;
  }

  #read(): void {
    if (this.#format === null && this.#queue.length >= startLength) this.#format = this.#recognize();
    const format = this.#format;
    if (format === null || format === 'none') return;
    while (format.take(this.#queue));
  }

  #recognize(): CaptureFormat | 'none' {
    const start = this.#queue.front(startLength);
    if (isPcapngStart(start)) return new PcapngFile(this.onPacket, this.problems);
    const header = pcapHeaderOf(start);
    if (header === null) return 'none';
    this.#queue.drop(startLength);
    return new PcapFile(header, this.onPacket, this.problems);
  }
}

const pieceLength = 64 * 1024;

/** True for a file that begins as a capture does. */
export function isCapture(file: Uint8Array): boolean {
  return isPcapngStart(file) || pcapHeaderOf(file) !== null;
}
