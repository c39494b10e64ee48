import { reasonOfFailure } from './file-failure';

/** Standard output, which may fail at any time: a full disk, or a reader that has closed the pipe. */
export class OutputStream {
  #failure: string | null = null;

  constructor(private readonly stream: NodeJS.WriteStream) {
    stream.on('error', (error) => {
      this.#failure ??= reasonOfFailure(error);
    });
  }

  write(output: string | Uint8Array): void {
    if (this.#failure === null) this.stream.write(output);
  }

  /** Waits until the reader has taken what was written, if it is behind. */
  async ready(): Promise<void> {
    if (this.#failure !== null || !this.stream.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.stream.off('drain', done).off('error', done);
        resolve();
      };
      this.stream.on('drain', done).on('error', done);
    });
  }

  /** Waits until all is written. Why it could not be, as the end of a sentence; null where it could. */
  async finish(): Promise<string | null> {
    if (this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.stream.write('', () => {
          resolve();
        });
      });
    }
    // The stream tells its writer first, and only then those who listen for errors.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#failure;
  }
}
