import { Inflate, Z_OK } from 'pako';
import { messages, t } from '../../words/translate';

/** Bytes of a piece that goes in, and of one that comes out: so much more than a cap is inflated, at most. */
const piece = 64 * 1024;

/**
 * Expands gzip that comes in pieces: one member or several, each with its checksum and its length. Nothing is expanded
 * before it is asked for.
 */
export class GzipStream {
  readonly #inflate = new Inflate({ windowBits: 31, chunkSize: piece });
  #out: Uint8Array[] = [];
  /** Why the bytes could not be expanded, as the end of a sentence; null if nothing failed. */
  failure: string | null = null;

  constructor() {
    this.#inflate.onData = (chunk) => {
      this.#out.push(chunk);
    };
    this.#inflate.onEnd = (status) => {
      if (status !== Z_OK) this.failure = reasonOf(this.#inflate.msg);
    };
  }

  /** True behind the last member: what follows is padding. */
  get isAtEnd(): boolean {
    return this.#inflate.ended;
  }

  *push(bytes: Uint8Array): Generator<Uint8Array> {
    // Small pieces: 64 KB of a bomb are 66 MB.
    const step = piece / 16;
    for (let start = 0; start < bytes.length && !this.isAtEnd; start += step) {
      this.#inflate.push(bytes.subarray(start, start + step));
      yield* this.#take();
    }
  }

  /** The rest; a stream that ended in the middle is a failure. */
  *end(): Generator<Uint8Array> {
    if (!this.isAtEnd) this.#inflate.push(new Uint8Array(), true);
    yield* this.#take();
  }

  #take(): readonly Uint8Array[] {
    const taken = this.#out;
    this.#out = [];
    return taken;
  }
}

const reasons: Readonly<Record<string, string>> = messages({
  'incorrect data check': 'its checksum is wrong',
  'incorrect length check': 'its length is wrong',
  'buffer error': 'it ends in the middle',
});

function reasonOf(message: string): string {
  return t(reasons[message] ?? 'its compressed data are broken');
}

/** Magic, method 8, no flags, no time, no extra flags, unknown system. */
const gzipHeader = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
/** Bytes of a block of DEFLATE that is not compressed. */
const storedBlock = 0xffff;

/**
 * A member of a ZIP archive as gzip, so that checksum (CRC-32) and length are checked where those of gzip are.
 *
 * @param isStored the bytes are not compressed.
 * @param checksum and length (modulo 2³²) that the expanded bytes must have.
 */
export function* asGzip(
  bytes: Uint8Array,
  isStored: boolean,
  { checksum, length }: { readonly checksum: number; readonly length: number },
): Generator<Uint8Array> {
  yield gzipHeader;
  if (!isStored) yield bytes;
  else {
    for (let start = 0; start < bytes.length || start === 0; start += storedBlock) {
      const block = bytes.subarray(start, start + storedBlock);
      const isLast = start + storedBlock >= bytes.length;
      const { length: size } = block;
      yield Uint8Array.of(isLast ? 1 : 0, size & 0xff, size >> 8, ~size & 0xff, (~size >> 8) & 0xff);
      yield block;
    }
  }
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, checksum, true);
  trailer.setUint32(4, length, true);
  yield new Uint8Array(trailer.buffer);
}
