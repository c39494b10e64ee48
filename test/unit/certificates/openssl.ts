import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of its own in which the `openssl` program makes and checks files. */
export class Openssl {
  readonly #directory = mkdtempSync(join(tmpdir(), 'trust-list-'));

  /** Runs `openssl` with these arguments, file names being those of this directory; what it printed. */
  run(...args: readonly string[]): string {
    return execFileSync('openssl', args, { cwd: this.#directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  write(name: string, content: Uint8Array | string): void {
    writeFileSync(join(this.#directory, name), content);
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.#directory, name)));
  }

  text(name: string): string {
    return readFileSync(join(this.#directory, name), 'utf8');
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }
}
