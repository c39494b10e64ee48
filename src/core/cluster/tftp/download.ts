import { Collector } from '../collector';
import { failure, type ClusterFailure } from '../failures';
import {
  encodeAcknowledgement,
  encodeError,
  encodeRead,
  optionNumber,
  plainBlockSize,
  readTftp,
  TftpError,
  type TftpOptions,
  type TftpPacket,
} from './packets';
import { tftpRefusalOf } from './refusal';
import { t } from '../../words/translate';

/** What is asked for: blocks that fit into one frame of Ethernet, over IPv6 too; and the largest that is accepted. */
export const askedBlockSize = 1428;
/** Bytes of the least block with options (RFC 2348). */
const leastBlockSize = 8;
/** Packets of strangers that are answered with an error: more would make this an amplifier. */
const mostRefusals = 8;

/** What to do after a packet. `send` goes to the port that the packet came from. */
export type Reaction =
  | { readonly kind: 'ignore' }
  /** `isProgress`: it is the next one of the transfer, and the time until the next starts again. */
  | { readonly kind: 'send'; readonly packet: Uint8Array; readonly isProgress: boolean }
  /** The server does not take options: ask again without them, from another port. */
  | { readonly kind: 'ask-plainly' }
  | { readonly kind: 'end'; readonly packet: Uint8Array | null; readonly outcome: Outcome };

export type Outcome =
  | { readonly status: 'found'; readonly bytes: Uint8Array }
  | { readonly status: 'missing' | 'busy' | 'failed'; readonly failure: ClusterFailure };

const ignore: Reaction = { kind: 'ignore' };

/**
 * The client's side of one transfer by TFTP, without sockets and clocks: packets in, reactions out. It keeps to the port
 * that answered first, takes blocks in their order only, and never answers a repeated block, so that no storm begins
 * (RFC 1123, 4.2.3.1): what was lost is repeated by whoever waits, on a clock.
 */
export class TftpDownload {
  /** What to send again while nothing comes. */
  lastSent: Uint8Array;
  /** The port that the server answers from; null before its first answer. */
  port: number | null = null;
  readonly #options: TftpOptions;
  readonly #content: Collector;
  /** Blocks that have come. */
  #blocks = 0;
  #blockSize = plainBlockSize;
  #expectedLength: number | null = null;
  #refusals = 0;
  #hasOptions = false;

  /** @param most bytes of the file that are taken. */
  constructor(name: string, { most, asksForOptions }: { readonly most: number; readonly asksForOptions: boolean }) {
    this.#content = new Collector(most);
    this.#options = new Map(
      asksForOptions
        ? [
            ['blksize', String(askedBlockSize)],
            ['tsize', '0'],
            ['timeout', '1'],
          ]
        : [],
    );
    this.lastSent = encodeRead(name, this.#options);
  }

  /** Bytes of the file that have come. */
  get length(): number {
    return this.#content.length;
  }

  /** Takes a packet that came from the server's address. */
  receive(bytes: Uint8Array, port: number): Reaction {
    if (this.port !== null && port !== this.port) return this.#refuse();
    const packet = readTftp(bytes);
    if (packet === null) return ignore;
    const isFirst = this.port === null;
    const reaction = this.#react(packet, isFirst);
    if (reaction.kind !== 'ignore') this.port = port;
    if (reaction.kind === 'send') this.lastSent = reaction.packet;
    return reaction;
  }

  #refuse(): Reaction {
    this.#refusals += 1;
    if (this.#refusals > mostRefusals) return ignore;
    return { kind: 'send', packet: encodeError(TftpError.unknownTransfer, 'unknown transfer'), isProgress: false };
  }

  #react(packet: TftpPacket, isFirst: boolean): Reaction {
    switch (packet.kind) {
      case 'error':
        return this.#afterError(packet.code, packet.text, isFirst);
      case 'options':
        return isFirst && this.#options.size > 0 ? this.#afterOptions(packet.options) : ignore;
      case 'data':
        return this.#afterData(packet.block, packet.data);
      case 'request':
      case 'acknowledgement':
        return ignore;
    }
  }

  #afterError(code: number, text: string, isFirst: boolean): Reaction {
    const refusal = tftpRefusalOf(code, text);
    if (refusal.status === 'failed' && isFirst && this.#options.size > 0) return { kind: 'ask-plainly' };
    return ended(refusal.status, refusal.failure);
  }

  #afterOptions(options: TftpOptions): Reaction {
    const [blockSize, length] = [options.get('blksize'), options.get('tsize')];
    if (blockSize !== undefined) {
      const size = optionNumber(blockSize);
      if (size === null || size < leastBlockSize || size > askedBlockSize) {
        const refused = failure('tftp-options', { option: 'blksize', value: blockSize });
        return ended('failed', refused, encodeError(TftpError.optionRefused, 'blksize was not asked for'));
      }
      this.#blockSize = size;
    }
    const expected = optionNumber(length);
    if (expected !== null && expected > this.#content.most) return this.#tooLong();
    this.#expectedLength = expected;
    this.#hasOptions = true;
    return { kind: 'send', packet: encodeAcknowledgement(0), isProgress: true };
  }

  #afterData(block: number, data: Uint8Array): Reaction {
    const number = (this.#blocks + 1) & 0xffff;
    if (block !== number) return ignore;
    if (data.length > this.#blockSize) {
      const values = { length: data.length, most: this.#blockSize };
      const problem = this.#hasOptions
        ? t('a block of {length} bytes, more than the {most} that it agreed to', values)
        : t('a block of {length} bytes, more than the {most} of a transfer without options', values);
      const packet = encodeError(TftpError.illegalOperation, 'block is too long');
      return ended('failed', failure('tftp-packet', { problem }), packet);
    }
    if (!this.#content.add(data)) return this.#tooLong();
    this.#blocks += 1;
    const packet = encodeAcknowledgement(number);
    if (data.length === this.#blockSize) return { kind: 'send', packet, isProgress: true };
    const expected = this.#expectedLength;
    if (expected !== null && expected !== this.length) {
      return ended('failed', failure('cut', { length: this.length, expected }), packet);
    }
    return { kind: 'end', packet, outcome: { status: 'found', bytes: this.#content.bytes() } };
  }

  #tooLong(): Reaction {
    return ended(
      'failed',
      failure('too-long', { most: this.#content.most }),
      encodeError(TftpError.undefined, 'file is too long'),
    );
  }
}

function ended(
  status: 'missing' | 'busy' | 'failed',
  reason: ClusterFailure,
  packet: Uint8Array | null = null,
): Reaction {
  return { kind: 'end', packet, outcome: { status, failure: reason } };
}
