/**
 * Which rows of a table are selected, by their keys, so that sorting and filtering change nothing: one, several, or a
 * range from the row that was selected last by itself.
 */
export class TableSelection {
  #keys: ReadonlySet<string> = new Set();
  #anchor: string | null = null;

  get keys(): ReadonlySet<string> {
    return this.#keys;
  }

  /** Where a range begins. */
  get anchor(): string | null {
    return this.#anchor;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  only(key: string): void {
    this.#keys = new Set([key]);
    this.#anchor = key;
  }

  toggle(key: string): void {
    const keys = new Set(this.#keys);
    if (!keys.delete(key)) keys.add(key);
    this.#keys = keys;
    this.#anchor = key;
  }

  /** The anchor stays: the next range begins there too. */
  range(keys: readonly string[]): void {
    this.#keys = new Set(keys);
  }

  /** Forgets rows that are gone. */
  remove(keys: readonly string[]): void {
    const gone = new Set(keys);
    this.#keys = new Set([...this.#keys].filter((key) => !gone.has(key)));
    if (this.#anchor !== null && !this.#keys.has(this.#anchor)) this.#anchor = null;
  }
}
