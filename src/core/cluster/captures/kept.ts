import { limits } from '../../format/limits';
import { Collector } from '../collector';

/** Bytes that all files of a capture may still take. */
export interface ContentAllowance {
  bytes: number;
}

/**
 * The content of one file while it comes: what there is from its start without a gap. It is counted to the end, also if
 * it is too long to be kept.
 */
export class KeptContent {
  /** Bytes from the start without a gap. */
  length = 0;
  #hasGap = false;
  #content: Collector | null = null;
  #isDropped = false;

  constructor(readonly allowance: ContentAllowance) {}

  add(bytes: Uint8Array): void {
    if (this.#hasGap) return;
    this.length += bytes.length;
    if (this.#isDropped) return;
    this.#content ??= new Collector(limits.fileBytes);
    if (this.allowance.bytes >= bytes.length && this.#content.add(bytes)) this.allowance.bytes -= bytes.length;
    else this.drop();
  }

  /** Bytes are missing here: what follows does not count. */
  skip(): void {
    this.#hasGap = true;
    this.drop();
  }

  /** Gives the bytes up, and what they take. */
  drop(): void {
    this.allowance.bytes += this.#content?.length ?? 0;
    this.#content = null;
    this.#isDropped = true;
  }

  get hasGap(): boolean {
    return this.#hasGap;
  }

  /** A buffer of its own; null if the content was not kept. */
  bytes(): Uint8Array | null {
    return this.#isDropped ? null : (this.#content?.bytes().slice() ?? new Uint8Array());
  }
}
