import type { ByteQueue } from './byte-queue';

/** A packet as the file has it. */
export interface CapturedPacket {
  /** From 1. */
  readonly number: number;
  /** As tcpdump.org lists them. */
  readonly linkType: number;
  /** What was captured: a view, valid until the next packet. */
  readonly bytes: Uint8Array;
  /** Bytes that it had on the network. */
  readonly length: number;
}

/** A format of captures, whose parts are taken from the front of a queue. */
export interface CaptureFormat {
  /** Takes the next part; false if it is not there as a whole, or reading is over. */
  readonly take: (queue: ByteQueue) => boolean;
  /** The file ends. */
  readonly end: (queue: ByteQueue) => void;
}
