/** Something that a program asked the disk for. */
interface Operation {
  readonly process: string;
  /** Does it, and tells the program. */
  readonly answer: () => void;
  /** Does it, and tells nobody. */
  readonly effect: () => unknown;
}

/** A disk that does what it is asked for when the test says, in an order of the test's choice. */
export class SlowDisk {
  readonly files = new Map<string, Uint8Array>();
  /** Writes and deletions fail. */
  isFailing = false;
  readonly #asked: Operation[] = [];
  readonly #killed = new Set<string>();

  get isIdle(): boolean {
    return this.#asked.length === 0;
  }

  read(process: string, path: string): Promise<Uint8Array | undefined> {
    return this.#ask(process, () => this.files.get(path));
  }

  list(process: string, folder: string): Promise<readonly string[]> {
    return this.#ask(process, () => [...this.files.keys()].filter((path) => path.startsWith(folder)));
  }

  /** Whole or not at all. @param mayReplace is asked at the last moment. */
  replace(process: string, path: string, bytes: Uint8Array, mayReplace: (found?: Uint8Array) => boolean) {
    return this.#ask(process, () => {
      this.#failIfFailing();
      const isAllowed = mayReplace(this.files.get(path));
      if (isAllowed) this.files.set(path, bytes);
      return isAllowed;
    });
  }

  /** First a part of it, as where there is no renaming. */
  async write(process: string, path: string, bytes: Uint8Array): Promise<void> {
    await this.#ask(process, () => this.files.set(path, bytes.subarray(0, bytes.length / 2)));
    await this.#ask(process, () => {
      this.#failIfFailing();
      this.files.set(path, bytes);
    });
  }

  async delete(process: string, path: string): Promise<void> {
    await this.#ask(process, () => {
      this.#failIfFailing();
      if (!this.files.delete(path)) throw new Error('There is no such file.');
    });
  }

  /** Does one of the things that were asked for. */
  doOne(choice: number): void {
    const index = choice % this.#asked.length;
    const [operation] = this.#asked.splice(index, 1);
    operation?.answer();
  }

  /** The process is gone. What it asked for is done, or not. */
  kill(process: string, choice: number): void {
    this.#killed.add(process);
    const own = this.#asked.filter((operation) => operation.process === process);
    for (const [number, operation] of own.entries()) {
      this.#asked.splice(this.#asked.indexOf(operation), 1);
      if (((choice >> (number % 8)) & 1) === 0) continue;
      try {
        operation.effect();
      } catch {
        // It failed, and nobody is left to hear of it.
      }
    }
  }

  #ask<T>(process: string, effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const answer = (): void => {
        try {
          resolve(effect());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      // What was begun here goes on, but it is heard no more.
      if (!this.#killed.has(process)) this.#asked.push({ process, answer, effect });
    });
  }

  #failIfFailing(): void {
    if (this.isFailing) throw new Error('The disk is full.');
  }
}
