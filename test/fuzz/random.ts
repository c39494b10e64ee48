/** Repeatable pseudo-random numbers (splitmix32): the same seed and stream give the same numbers on every machine. */
export class Random {
  #state: number;

  constructor(seed: number, stream = 0) {
    this.#state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(stream | 0, 0x85ebca6b)) | 0;
  }

  /** 32 bits, unsigned. */
  bits(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** From 0 to below `limit`; 0 where there is nothing to choose from. */
  below(limit: number): number {
    return limit < 1 ? 0 : this.bits() % limit;
  }

  /** True once in `times`. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.bits() & 0xff);
  }
}

/** Choices that bytes make: each takes the next two of them, and the first choice is taken when none are left. */
export class Choices {
  #at = 0;

  constructor(private readonly script: Uint8Array) {}

  /** From 0 to below `limit`, of 65,536 at most. */
  below(limit: number): number {
    const [high = 0, low = 0] = this.script.subarray(this.#at, this.#at + 2);
    this.#at += 2;
    return limit < 1 ? 0 : ((high << 8) | low) % limit;
  }

  pick<const Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number] {
    return values[this.below(values.length)];
  }

  /** True if there is a next choice. */
  get areLeft(): boolean {
    return this.#at < this.script.length;
  }
}
