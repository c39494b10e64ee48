/** Requests that may be open to one host: its TFTP service serves five at a time, and phones come first. */
const mostAtOnce = 2;

/** Lets requests to one host wait for each other, in the order in which they come. */
export class Turns {
  readonly #open = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  /**
   * Does the work when it is its turn.
   *
   * @throws the reason of the signal if it is aborted before.
   */
  async take<T>(host: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const key = host.toLowerCase();
    await this.#enter(key, signal);
    try {
      signal?.throwIfAborted();
      return await work();
    } finally {
      this.#leave(key);
    }
  }

  #enter(key: string, signal: AbortSignal | undefined): Promise<void> | undefined {
    signal?.throwIfAborted();
    const open = this.#open.get(key) ?? 0;
    if (open < mostAtOnce) {
      this.#open.set(key, open + 1);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const queue = this.#waiting.get(key) ?? [];
      this.#waiting.set(key, queue);
      const abort = (): void => {
        queue.splice(queue.indexOf(enter), 1);
        reject(signal?.reason as Error);
      };
      const enter = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      queue.push(enter);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** The place goes to the next one that waits. */
  #leave(key: string): void {
    const next = this.#waiting.get(key)?.shift();
    if (next !== undefined) {
      next();
      return;
    }
    this.#waiting.delete(key);
    const open = (this.#open.get(key) ?? 1) - 1;
    if (open === 0) this.#open.delete(key);
    else this.#open.set(key, open);
  }
}
