import { nextTick } from '@noble/hashes/utils.js';
import { limits } from '../../format/limits';
import { cancelled, notAKey, tooCostly } from './failure';
import { t } from '../../words/translate';

/**
 * The opening of one key file: the buffers in which it leaves a private key or what opens one, and the work that it
 * costs. Strings are out of reach: a password, and what a cipher of node-forge works on.
 */
export class Opening {
  readonly #secrets: Uint8Array[] = [];
  #hashes = 0;
  #signal: AbortSignal | undefined;

  /**
   * Starts to count the work again: for the file with another password.
   *
   * @param signal ends the opening: what takes long then throws KeyFileFailure `cancelled`.
   */
  tryAgain(signal?: AbortSignal): void {
    this.#hashes = 0;
    this.#signal = signal;
  }

  /** Takes a buffer into its care, and gives it back. It may be part of the file. */
  keep<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
    this.#secrets.push(bytes);
    return bytes;
  }

  /** Overwrites every buffer in its care with zeros. */
  wipe(): void {
    for (const bytes of this.#secrets.splice(0)) bytes.fill(0);
  }

  /** Returns to the event loop, so that a window stays alive. Throws KeyFileFailure `cancelled`. */
  async pause(): Promise<void> {
    await nextTick();
    this.throwIfCancelled();
  }

  throwIfCancelled(): void {
    if (this.#signal?.aborted === true) throw cancelled();
  }

  /**
   * Keeps what work elsewhere gives, such as in WebCrypto, which cannot be stopped: if the opening is cancelled first,
   * the result is overwritten when it comes.
   *
   * @throws KeyFileFailure `cancelled`
   */
  async keepResult(work: Promise<ArrayBuffer>): Promise<Uint8Array> {
    const signal = this.#signal;
    const bytes = work.then((buffer) => new Uint8Array(buffer));
    if (signal === undefined) return this.keep(await bytes);
    const stopped = new Promise<null>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve(null);
      });
    });
    const first = signal.aborted ? null : await Promise.race([bytes, stopped]);
    if (first !== null) return this.keep(first);
    void bytes.then((late) => late.fill(0)).catch(() => undefined);
    throw cancelled();
  }

  /**
   * Counts the hashes of a key derivation before they are computed. All parts of a file share one limit: a hostile file
   * could have thousands of parts.
   *
   * @param offset of the derivation's parameters in the file.
   * @throws KeyFileFailure `not-a-key` beyond the limit.
   */
  countHashes(hashes: number, offset: number): void {
    this.#hashes += hashes;
    const most = limits.keyDerivationHashes;
    if (this.#hashes <= most) return;
    const what =
      this.#hashes === hashes
        ? t('the key derivation at offset {offset} takes {hashes} hashes', { offset, hashes })
        : t('the key derivations up to offset {offset} take {hashes} hashes', { offset, hashes: this.#hashes });
    throw tooCostly(t('{what}, and at most {most} are computed for one file', { what, most }), offset);
  }
}

/** A count of rounds that means something. Throws KeyFileFailure `not-a-key` for none. */
export function expectRounds(rounds: number, offset: number): number {
  if (rounds >= 1) return rounds;
  throw notAKey(
    t('The file asks for {rounds} rounds of key derivation at offset {offset}; at least 1 is needed.', {
      rounds,
      offset,
    }),
    offset,
  );
}
