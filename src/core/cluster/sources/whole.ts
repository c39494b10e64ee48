import { joined } from '../../format/bytes';
import { contentsOf, type FileReader, type SourceContents } from './contents';
import { problemOf } from './problems';

/** A file that is read when all of its bytes are there, up to a cap. */
export class WholeReader implements FileReader {
  #parts: Uint8Array[] = [];
  #length = 0;
  isDone = false;

  constructor(
    private readonly file: string,
    private readonly most: number,
    private readonly read: (bytes: Uint8Array) => Iterable<SourceContents>,
  ) {}

  *push(bytes: Uint8Array): Generator<SourceContents> {
    if (this.isDone) return;
    this.#length += bytes.length;
    if (this.#length <= this.most) {
      this.#parts.push(bytes);
      return;
    }
    this.isDone = true;
    this.#parts = [];
    yield contentsOf(this.file, { problems: problemOf(this.file, 'whole-too-large', { most: this.most }) });
  }

  *end(isBroken: boolean): Generator<SourceContents> {
    if (this.isDone || isBroken) return;
    this.isDone = true;
    const bytes = joined(this.#parts);
    this.#parts = [];
    yield* this.read(bytes);
  }
}

/** A file that needs no more reading: what to say of it is known. */
export class SaidReader implements FileReader {
  readonly isDone = true;

  constructor(private readonly said: SourceContents) {}

  push(): Iterable<SourceContents> {
    return [];
  }

  end(isBroken: boolean): Iterable<SourceContents> {
    return isBroken ? [] : [this.said];
  }
}
