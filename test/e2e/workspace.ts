import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that a window has open, as it is on disk. */
export class Workspace {
  constructor(readonly folder: string) {}

  path(file: string): string {
    return join(this.folder, file);
  }

  read(file: string): Uint8Array {
    return readFileSync(this.path(file));
  }

  write(file: string, content: Uint8Array | string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content);
  }

  remove(file: string): void {
    rmSync(this.path(file));
  }
}
