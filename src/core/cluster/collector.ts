/** Bytes that come in pieces, however small, up to a cap: what they take is at most twice what came. */
export class Collector {
  #buffer = new Uint8Array(4096);
  #length = 0;

  constructor(readonly most: number) {}

  get length(): number {
    return this.#length;
  }

  /** Copies the bytes; false, and nothing is taken, if they are too many. */
  add(bytes: Uint8Array): boolean {
    const length = this.#length + bytes.length;
    if (length > this.most) return false;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
    return true;
  }

  /** What has come: a view, until more is added. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
