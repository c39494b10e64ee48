import { elementRow, knownFunctions } from '../format/tags';
import { expression } from '../words/expressions';
import { anyOfWords, type Marker, type MarkerFinder, type RowHead } from './markers';
import { valueGap } from './layout';
import { MeasuredText } from './measured-text';
import { restoreName } from './restore-name';
import { rowIdentity } from './row-names';
import type { RowToken, Token } from './token';

/** A value as it is printed; empty if nothing is. */
interface Value {
  readonly text: string;
  /** Offset behind it. */
  readonly end: number;
}

/** Two digits and three words, each of which a terminal's width may have broken anywhere. */
const octet = /[0-9a-f](?:\r*\n)?[0-9a-f]/;
const hashNote = /S(?:\r*\n)?H(?:\r*\n)?A(?:\r*\n)?1\s+H(?:\r*\n)?a(?:\r*\n)?s(?:\r*\n)?h\s+H(?:\r*\n)?E(?:\r*\n)?X/;
/** `Security Token` is CTLParser's. */
const functionName = anyOfWords(['Security Token', ...knownFunctions().map(([, name]) => name)]);

/** What a value of a form of its own looks like: group 1, behind white space. */
const patterns = {
  number: /\s*(\d{1,5})(?!\S)/y,
  digest: /\s*(SHA-?\d+|MD5|\d+)(?!\S)/iy,
  signature: /\s*((?:[0-9a-f]{1,2}(?!\S)\s*)+)/iy,
  serial: expression('iy')`\s*(${octet}(?:\s*:\s*${octet})*)(?!\S)`,
  hash: expression('iy')`\s*((?:${octet}(?!\S)\s*)+)`,
  certificate: expression('iy')`\s*((?:${octet}\s+){19}${octet})\s+\(\s*${hashNote}\s*\)`,
  function: expression('iy')`\s*(${functionName}|Function\s+\d{1,5})(?!\S)`,
} as const;

/** Reads rows of one text: what follows a tag, a name and a length. */
export class RowReader {
  #measured: MeasuredText | null = null;

  constructor(
    private readonly text: string,
    private readonly markers: MarkerFinder,
  ) {}

  /** The row that begins with `head`; null if that tag does not have that name. */
  read({ tag, name: printed, length }: RowHead, { start, end }: Marker): (RowToken & Token) | null {
    const identity = rowIdentity(tag, printed);
    if (identity === null) return null;
    const value = this.#value(identity.table, tag, end, length);
    return { type: 'row', ...identity, tag, length, value: value.text, start, end: value.end };
  }

  /** The value at `from`, behind a length. */
  #value(table: RowToken['table'], tag: number, from: number, length: number): Value {
    const element = table === 'any' ? undefined : elementRow(table, tag);
    // A text may print a record's SIGNATURE, though no cluster does.
    if (element?.type === 'signature') return this.#matching(from, patterns.signature);
    if (element?.show !== 'value') return { text: '', end: from };
    switch (element.type) {
      case 'text':
      case 'name':
        return this.#name(from, length);
      case 'serial':
        return this.#octets(from, patterns.serial, '');
      case 'certificate':
        return this.#octets(from, patterns.certificate, ' ');
      case 'hash':
        return this.#octets(from, patterns.hash, ' ');
      case 'digest':
        return this.#matching(from, patterns.digest);
      case 'function':
        return this.#function(from);
      case 'container':
      case 'length':
      case 'u8':
      case 'u16':
        return this.#matching(from, patterns.number);
      case 'padding':
      case 'version':
      case 'signature-algorithm':
      case 'modulus':
      case 'time':
      case 'key':
      case 'address':
      case 'bytes':
        return { text: '', end: from };
    }
  }

  /** A value of a form of its own; empty if the next row or sentence is in its place. */
  #matching(from: number, pattern: RegExp): Value {
    pattern.lastIndex = from;
    const match = pattern.exec(this.text);
    const value = match?.[1]?.trim() ?? '';
    if (match === null || value === '') return { text: '', end: from };
    const next = this.markers.next(from);
    const start = from + match[0].indexOf(value);
    // The tag of the next row looks like a value: where a row begins, the value ends.
    if (next !== null && next.start < start + value.length) {
      const cut = this.text.slice(start, next.start).trim();
      return cut === '' ? { text: '', end: from } : { text: cut, end: start + cut.length };
    }
    return { text: value, end: from + match[0].trimEnd().length };
  }

  /** Octets as they are printed, without the breaks that a terminal's width put between or into them. */
  #octets(from: number, pattern: RegExp, blank: string): Value {
    const { text, end } = this.#matching(from, pattern);
    return { text: text.replace(/\s+/g, '').replace(/(..)(?=.)/g, `$1${blank}`), end };
  }

  /** The name of a function, else the rest of the line. */
  #function(from: number): Value {
    const known = this.#matching(from, patterns.function);
    if (known.text !== '') return { text: known.text.replace(/\s+/g, ' '), end: known.end };
    const text = this.#untilNextMarker(from).split('\n')[0] ?? '';
    return { text: text.trim(), end: from + text.trimEnd().length };
  }

  /** A text of which `length` counts the bytes and a NUL: as it is printed if it has that many, else restored. */
  #name(from: number, length: number): Value {
    const bytes = length - 1;
    const gap = /\s*/y;
    gap.lastIndex = from;
    const blanks = gap.exec(this.text)?.[0] ?? '';
    const start = from + blanks.length;
    const column = valueGap(String(length).length);
    // Blanks behind the column of the values are the value's own.
    const indented = blanks.startsWith(' '.repeat(column + 1)) ? this.#exactly(from + column, bytes) : null;
    if (indented !== null) return indented;
    if (this.markers.next(from)?.start === start) return { text: '', end: from };
    return this.#exactly(start, bytes) ?? this.#restored(from, bytes);
  }

  /** The text at `start` that takes `bytes` bytes, if its line ends there or a marker follows. */
  #exactly(start: number, bytes: number): Value | null {
    const measured = (this.#measured ??= new MeasuredText(this.text));
    const end = measured.endOf(start, bytes);
    if (end === null) return null;
    const value: Value = { text: this.text.slice(start, end), end };
    const next = measured.behindBlanks(end);
    const line = measured.lineEnd(start);
    if (next >= line.end && line.isWhole) {
      // A line that a terminal filled up with blanks has no value.
      const isFilledUp = end < line.end && value.text.trim() === '';
      return isFilledUp ? null : value;
    }
    return next > end && this.markers.isAt(next) ? value : null;
  }

  /**
   * The text up to the next marker with its line breaks undone, if it then takes `bytes` bytes; else its first line.
   */
  #restored(from: number, bytes: number): Value {
    const printed = this.#untilNextMarker(from);
    const text = restoreName(printed.trim(), bytes);
    if (text !== null) return { text, end: from + printed.trimEnd().length };
    const line = printed.trim().split('\n')[0]?.trimEnd() ?? '';
    return { text: line, end: from + printed.indexOf(line) + line.length };
  }

  /**
   * The text from `from` up to the next marker or the next empty line. A row that has a line of its own may contain
   * what looks like one marker, so only a second one shows that the line breaks were lost.
   */
  #untilNextMarker(from: number): string {
    const first = this.markers.next(from);
    const stop = first === null ? this.text.length : this.#stopAt(from, first);
    const printed = this.text.slice(from, stop);
    const emptyLine = /\n[^\S\n]*\n/.exec(printed);
    return emptyLine === null ? printed : printed.slice(0, emptyLine.index);
  }

  /** Where a value at `from` ends: at the marker, or at the end of its line if the marker is part of the value. */
  #stopAt(from: number, { start, end }: Marker): number {
    if (this.#startsLine(start) || this.text.slice(from, start).includes('\n')) return start;
    const second = this.markers.next(end);
    const lineEnd = this.text.slice(end, second?.start).indexOf('\n');
    return lineEnd < 0 ? start : end + lineEnd;
  }

  #startsLine(start: number): boolean {
    let before = start - 1;
    while (this.text[before] === ' ' || this.text[before] === '\t') before -= 1;
    return before < 0 || this.text[before] === '\n';
  }
}
