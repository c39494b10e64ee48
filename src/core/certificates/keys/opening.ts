import { limits } from '../../format/limits';
import { notAKey } from './failure';

/**
 * The opening of one key file: the buffers in which it leaves a private key or what opens one, and the work that it
 * costs. Strings are out of reach: a password, and what a cipher of node-forge works on.
 */
export class Opening {
  readonly #secrets: Uint8Array[] = [];
  #rounds = 0;

  /** Starts to count the work again: for the file with another password. */
  tryAgain(): void {
    this.#rounds = 0;
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

  /**
   * Counts rounds of key derivation before they are made. All parts of a file share one limit: a hostile file could
   * have thousands of parts.
   *
   * @param offset of the number in the file.
   * @throws KeyFileFailure `not-a-key` beyond the limit.
   */
  countRounds(rounds: number, offset: number): void {
    this.#rounds += rounds;
    if (rounds >= 1 && this.#rounds <= limits.keyDerivationRounds) return;
    const most = limits.keyDerivationRounds;
    const asked =
      this.#rounds === rounds
        ? `The file asks for ${rounds} rounds of key derivation at offset ${offset}`
        : `Up to offset ${offset}, the file asks for ${this.#rounds} rounds of key derivation`;
    throw notAKey(`${asked}; 1 to ${most} are made.`, offset);
  }
}
