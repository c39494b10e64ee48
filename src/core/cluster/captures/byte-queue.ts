/** Bytes that come in pieces and are taken from the front. Each byte is copied a bounded number of times. */
export class ByteQueue {
  #buffer = new Uint8Array();
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Copies the bytes. */
  push(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (this.#end + bytes.length > this.#buffer.length) {
      const buffer = needed * 2 > this.#buffer.length ? new Uint8Array(needed * 2) : this.#buffer;
      buffer.set(this.#buffer.subarray(this.#start, this.#end));
      this.#buffer = buffer;
      this.#end -= this.#start;
      this.#start = 0;
    }
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** The first bytes: a view, until more is pushed. */
  front(length: number): Uint8Array {
    return this.#buffer.subarray(this.#start, Math.min(this.#start + length, this.#end));
  }

  drop(length: number): void {
    this.#start = Math.min(this.#start + length, this.#end);
    if (this.#start === this.#end) this.#start = this.#end = 0;
  }
}
