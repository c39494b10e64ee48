import { sameBytes } from '../format/bytes';
import { t } from '../words/translate';

/** One step between two states of a file: at `offset`, `removed` gives way to `inserted`. */
export interface Edit {
  /** What a person did, as the undo menu shows it: `Remove record 3`. */
  readonly label: string;
  /** Offset in bytes from the start of the file. */
  readonly offset: number;
  readonly removed: Uint8Array;
  readonly inserted: Uint8Array;
}

/**
 * The states that a file goes through while it is edited, the one that is shown, and the one that is on disk.
 *
 * Only the shown bytes are kept whole; the others are reached through the edits between them. No state is written to:
 * each has an array of its own, which may be kept and compared by identity.
 */
export class History {
  #bytes: Uint8Array;
  readonly #edits: Edit[] = [];
  /** Edits that the shown state has behind it. */
  #position = 0;
  /** Edits that the state on disk has behind it, or only its bytes if a newer edit cut it off. */
  #saved: number | Uint8Array = 0;

  /** A history that begins with the bytes on disk, with edits that are not saved yet already made. */
  constructor(bytes: Uint8Array, unsaved: readonly Edit[] = []) {
    this.#bytes = bytes;
    for (const edit of unsaved) {
      this.#edits.push(edit);
      this.redo();
    }
  }

  /** The bytes that are shown. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** True while the shown state is not the one on disk. */
  get isDirty(): boolean {
    return this.#saved !== this.#position;
  }

  /** True after an edit has cut off the state on disk: no undo or redo leads back to it. */
  get isSavedStateLost(): boolean {
    return typeof this.#saved !== 'number';
  }

  /** The bytes that were last read from disk or saved. */
  get savedBytes(): Uint8Array {
    return typeof this.#saved === 'number' ? this.#bytesAt(this.#saved) : this.#saved;
  }

  /** The state that one undo leads to; null at the beginning. */
  get previousBytes(): Uint8Array | null {
    return this.#position === 0 ? null : this.#bytesAt(this.#position - 1);
  }

  /** The states that undo leads to, the next one first. */
  *earlier(): Generator<Uint8Array> {
    let bytes = this.#bytes;
    for (const edit of this.#edits.slice(0, this.#position).reverse()) {
      bytes = backward(bytes, edit);
      yield bytes;
    }
  }

  /** The states that redo leads to, the next one first. */
  *#later(): Generator<Uint8Array> {
    let bytes = this.#bytes;
    for (const edit of this.#edits.slice(this.#position)) {
      bytes = forward(bytes, edit);
      yield bytes;
    }
  }

  /** Makes `bytes` the shown state. Edits that were undone are dropped. */
  apply(label: string, bytes: Uint8Array): Edit {
    if (typeof this.#saved === 'number' && this.#saved > this.#position) this.#saved = this.savedBytes;
    const edit = difference(label, this.#bytes, bytes);
    this.#edits.splice(this.#position, Infinity, edit);
    this.#position += 1;
    this.#bytes = bytes;
    return edit;
  }

  /** Goes one edit back; false at the beginning. */
  undo(): boolean {
    const edit = this.#edits[this.#position - 1];
    if (edit === undefined) return false;
    this.#bytes = backward(this.#bytes, edit);
    this.#position -= 1;
    return true;
  }

  /** Makes the edit again that was undone last; false at the end. */
  redo(): boolean {
    const edit = this.#edits[this.#position];
    if (edit === undefined) return false;
    this.#bytes = forward(this.#bytes, edit);
    this.#position += 1;
    return true;
  }

  /** Says that `written`, a state taken from `bytes` before a write began, is now on disk. */
  markSaved(written: Uint8Array): void {
    this.#saved = this.#positionOf(written) ?? written;
  }

  /** Edits that a state has behind it, the one nearest to what is shown; null if no undo or redo leads to it. */
  #positionOf(state: Uint8Array): number | null {
    if (sameBytes(state, this.#bytes)) return this.#position;
    let position = this.#position;
    for (const bytes of this.earlier()) {
      position -= 1;
      if (sameBytes(state, bytes)) return position;
    }
    position = this.#position;
    for (const bytes of this.#later()) {
      position += 1;
      if (sameBytes(state, bytes)) return position;
    }
    return null;
  }

  /**
   * Says that the file on disk is now `bytes`, and shows them. Edits since the last save are dropped, except those
   * that were undone until the state on disk was shown: redo still leads to the states that it led to before.
   */
  reload(bytes: Uint8Array): void {
    const position = typeof this.#saved === 'number' ? this.#saved : 0;
    const last = this.#edits[position - 1];
    const next = this.isDirty ? undefined : this.#edits[position];
    // The edits that led to the state on disk and from it now lead to what is there instead, and from that.
    const reached = last === undefined ? null : difference(last.label, this.#bytesAt(position - 1), bytes);
    const left = next === undefined ? null : difference(next.label, bytes, this.#bytesAt(position + 1));
    if (next === undefined) this.#edits.length = position;
    if (reached !== null) this.#edits[position - 1] = reached;
    if (left !== null) this.#edits[position] = left;
    this.#bytes = bytes;
    this.#position = position;
    this.#saved = position;
  }

  /** The edits that lead from the bytes on disk to the bytes shown: what a backup must contain. */
  unsavedEdits(): readonly Edit[] {
    if (typeof this.#saved === 'number' && this.#saved <= this.#position) {
      return this.#edits.slice(this.#saved, this.#position);
    }
    return [difference(t('Unsaved changes'), this.savedBytes, this.#bytes)];
  }

  #bytesAt(position: number): Uint8Array {
    let bytes = this.#bytes;
    for (const edit of this.#edits.slice(position, this.#position).reverse()) bytes = backward(bytes, edit);
    for (const edit of this.#edits.slice(this.#position, position)) bytes = forward(bytes, edit);
    return bytes;
  }
}

/** The edit that takes one state to another: what is left between their common beginning and their common end. */
function difference(label: string, before: Uint8Array, after: Uint8Array): Edit {
  const shorter = Math.min(before.length, after.length);
  let offset = 0;
  while (offset < shorter && before[offset] === after[offset]) offset += 1;
  let tail = 0;
  while (tail < shorter - offset && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return {
    label,
    offset,
    removed: before.slice(offset, before.length - tail),
    inserted: after.slice(offset, after.length - tail),
  };
}

function forward(bytes: Uint8Array, { offset, removed, inserted }: Edit): Uint8Array {
  return splice(bytes, offset, removed.length, inserted);
}

function backward(bytes: Uint8Array, { offset, removed, inserted }: Edit): Uint8Array {
  return splice(bytes, offset, inserted.length, removed);
}

function splice(bytes: Uint8Array, offset: number, removed: number, inserted: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - removed + inserted.length);
  result.set(bytes.subarray(0, offset));
  result.set(inserted, offset);
  result.set(bytes.subarray(offset + removed), offset + inserted.length);
  return result;
}
