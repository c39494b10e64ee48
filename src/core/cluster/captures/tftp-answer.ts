import { failure, type ClusterFailure } from '../failures';
import { optionNumber, plainBlockSize, type TftpOptions } from '../tftp/packets';
import { tftpErrorText, tftpRefusalOf } from '../tftp/refusal';
import { KeptContent, type ContentAllowance } from './kept';
import { captureLimits, heldOverhead } from './limits';
import type { HeldBytes } from './stream';
import { noFile, partOfFile, wholeFile, type Outcome } from './transfer';

/** Block numbers have 16 bits and begin again at 0, with some servers at 1. */
const blockNumbers = 0x10000;

/**
 * What a server sends from one port in answer to a request: blocks in any order and any number of times. Of a block that
 * comes twice the first counts.
 */
export class TftpAnswer {
  /** The client answered to this port. */
  isTaken = false;
  /** Blocks from the first without a gap. */
  #blocks = 0;
  /** The highest block that was seen, its number counted on. */
  #highest = 0;
  #longest = 0;
  #shortest: { readonly block: number; readonly length: number } | null = null;
  #lastAcknowledged: number | null = null;
  #restartsAtOne = false;
  /** Null while only the server's answer to the options says it, and that was not seen. */
  #blockSize: number | null;
  /** Blocks that wait for one before them. */
  readonly #held = new Map<number, Uint8Array>();
  readonly #content: KeptContent;
  #expected: number | null = null;
  #error: Outcome | null = null;

  /** @param asked the options of the request. */
  constructor(
    readonly asked: TftpOptions,
    allowance: ContentAllowance,
    readonly heldBytes: HeldBytes,
  ) {
    this.#content = new KeptContent(allowance);
    this.#blockSize = asked.has('blksize') ? null : plainBlockSize;
  }

  get length(): number {
    return this.#content.length;
  }

  /** The last block and all before it are there. */
  get isWhole(): boolean {
    const last = this.#last;
    return last !== null && this.#blocks >= last;
  }

  /** Nothing more of this answer can come, except for repetitions. */
  get isOver(): boolean {
    return this.isWhole || this.#error !== null;
  }

  /** The server's answer to the options: those that it does not name are not in force. */
  agree(options: TftpOptions): void {
    this.#blockSize = optionNumber(options.get('blksize')) ?? plainBlockSize;
    this.#expected ??= optionNumber(options.get('tsize'));
  }

  data(number: number, data: Uint8Array): void {
    const block = this.#counted(number);
    if (this.#error !== null || block <= this.#blocks) return;
    this.#highest = Math.max(this.#highest, block);
    this.#longest = Math.max(this.#longest, data.length);
    if (this.#shortest === null || data.length < this.#shortest.length) this.#shortest = { block, length: data.length };
    if (block === this.#blocks + 1) this.#append(data);
    else this.#hold(block, data);
  }

  acknowledge(number: number): void {
    this.isTaken = true;
    this.#lastAcknowledged = number;
  }

  /** The server's error. */
  refuse(code: number, text: string): void {
    if (this.isOver) return;
    const { status, failure: reason } = tftpRefusalOf(code, text);
    this.#error = this.length > 0 ? partOfFile('failed', this.length, reason) : noFile(status, reason);
  }

  /** The client's error: it takes no more. */
  breakOff(code: number, text: string): void {
    if (this.isOver) return;
    const reason = failure('broken-off-by-client', { code, answer: tftpErrorText(text) });
    this.#error = partOfFile('failed', this.length, reason);
  }

  /** Gives up what it kept: another answer counts. */
  drop(): void {
    this.#content.drop();
    this.#releaseAll();
  }

  #releaseAll(): void {
    for (const block of [...this.#held.keys()]) this.#release(block);
  }

  /** @param note what there is to say of a file that is complete. */
  outcome(note: ClusterFailure | null): Outcome {
    if (this.#error !== null) {
      this.drop();
      return this.#error;
    }
    const { length } = this;
    if (this.isWhole) {
      this.#releaseAll();
      const isOther = this.#expected !== null && this.#expected !== length;
      const differs = isOther ? failure('length-differs', { length, expected: this.#expected ?? 0 }) : note;
      return wholeFile(this.#content.bytes(), length, differs);
    }
    this.drop();
    return partOfFile(length > 0 || this.isTaken ? 'found' : 'failed', length, this.#whyNotWhole());
  }

  #whyNotWhole(): ClusterFailure {
    const { length } = this;
    if (this.#expected !== null) return failure('not-captured-of', { length, expected: this.#expected });
    const isGap = this.#highest > this.#blocks;
    return isGap ? failure('not-captured', { length }) : failure('capture-ends', { length });
  }

  /** The number of a block, counted on from the highest one that was seen. */
  #counted(number: number): number {
    const round = this.#restartsAtOne ? blockNumbers - 1 : blockNumbers;
    const behind = this.#highest % round;
    let distance = (number - behind) % round;
    if (distance > round / 2) distance -= round;
    if (distance < -round / 2) distance += round;
    // Behind 65535 comes 1, if nothing says that there was a 0.
    const isRestart = behind === blockNumbers - 1 && number === 1 && this.#highest === blockNumbers - 1;
    if (!this.#restartsAtOne && isRestart && this.#lastAcknowledged !== 0) {
      this.#restartsAtOne = true;
      return this.#highest + 1;
    }
    return this.#highest + distance;
  }

  #append(data: Uint8Array): void {
    let next: Uint8Array | undefined = data;
    while (next !== undefined) {
      this.#content.add(next);
      this.#blocks += 1;
      next = this.isWhole ? undefined : this.#release(this.#blocks + 1);
    }
  }

  #hold(block: number, data: Uint8Array): void {
    const isFull = this.#held.size >= captureLimits.heldBlocks || this.heldBytes.total > captureLimits.heldBytes;
    if (isFull || this.#held.has(block)) return;
    this.#held.set(block, data.slice());
    this.heldBytes.total += data.length + heldOverhead;
  }

  #release(block: number): Uint8Array | undefined {
    const data = this.#held.get(block);
    if (data !== undefined) this.heldBytes.total -= data.length + heldOverhead;
    this.#held.delete(block);
    return data;
  }

  /** The first block that is shorter than a block can be; null if it was not seen. */
  get #last(): number | null {
    const shortest = this.#shortest;
    return shortest !== null && shortest.length < (this.#blockSize ?? this.#likelySize) ? shortest.block : null;
  }

  /** All blocks but the last have one length. A single one has that which was asked for, or that without options. */
  get #likelySize(): number {
    if (this.#highest > 1) return this.#longest;
    const asked = optionNumber(this.asked.get('blksize')) ?? plainBlockSize;
    return this.#longest <= plainBlockSize ? plainBlockSize : asked;
  }
}
