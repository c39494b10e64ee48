import { statements, type Statement } from '../words/statement';
import { limits } from './limits';
import { HeaderTag } from './tags';

/** A file that a text spells in hexadecimal. */
export interface HexDump {
  /** The name in the command before it (`file dump tftp ITLFile.tlv hex`), without its folder; null if there is none. */
  readonly name: string | null;
  /** From the first byte up to where the dump ends or breaks off. */
  readonly bytes: Uint8Array;
  /** Why bytes are missing; null if the text leaves nothing out. */
  readonly cut: Statement | null;
}

const stateCut = statements({
  gap: {
    text: 'Line {line} continues at offset {found}, and the lines before it end at {expected}: what lies between is missing, and what follows was not read.',
    source: null,
  },
  'end-missing': { text: 'The file has {length} bytes, and the dump spells {spelled} of them.', source: null },
  'too-large': {
    text: 'Too costly, because the dump spells more than {most} bytes: it was read up to line {line}.',
    source: null,
  },
});

/** Digits of a line, and where in it they begin. */
interface Group {
  readonly digits: string;
  readonly column: number;
}

/** The groups of hexadecimal digits that a line begins with. */
interface Row {
  readonly line: number;
  readonly groups: readonly Group[];
  /** An asterisk: the row before is repeated up to the next offset. */
  readonly repeats: boolean;
}

interface Spelled {
  readonly bytes: Uint8Array;
  readonly cut: Statement | null;
}

const command = /\bfile\s+dump\s+\w+\s+(\S+)\s+hex\b/i;

/**
 * Reads the dump of a list or of a signed file: what `file dump tftp FILE hex` prints, whose form no source shows, or
 * `xxd`, `hexdump` and `od`: with offsets or without, in bytes or in words of either byte order, beside a column of
 * characters, among prompts and other text.
 *
 * @returns null for a text that does not spell a file, or is too long. Without the command before it, only a file that
 *   begins with VERSION (01 00 02) is taken for one.
 */
export function readHexDump(text: string): HexDump | null {
  if (text.length > limits.textCharacters) return null;
  const asked = command.exec(text);
  const name = asked?.[1]?.split(/[/\\]/).at(-1) ?? null;
  const rows = rowsOf(text, asked === null ? 0 : asked.index);
  for (const read of [withOffsets, withoutOffsets]) {
    const spelled = read(rows);
    if (spelled === null) continue;
    const { bytes, cut } = spelled;
    if (isFile(bytes)) return { name, bytes, cut };
    const other = swapped(bytes);
    if (isFile(other)) return { name, bytes: other, cut };
    if (name !== null && bytes.length > 0) return { name, bytes, cut };
  }
  return null;
}

/** True for bytes that begin with VERSION. */
function isFile(bytes: Uint8Array): boolean {
  return bytes[0] === HeaderTag.version && bytes[1] === 0 && bytes[2] === 2;
}

/** Words of two bytes, the low one first, as `hexdump` and `od -x` print them. */
function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => bytes[at ^ 1] ?? byte);
}

/** @param from characters before it are counted as lines, and not read. */
function rowsOf(text: string, from: number): Row[] {
  const rows: Row[] = [];
  let line = 0;
  let start = 0;
  for (const whole of text.split(/\r\n|\r|\n/)) {
    line += 1;
    start += whole.length + 1;
    if (start <= from) continue;
    const groups = groupsOf(whole);
    const repeats = whole.trim() === '*';
    if (groups.length > 0 || repeats) rows.push({ line, groups, repeats });
  }
  return rows;
}

/** The first group may be an offset. A column of characters follows the digits, often with two blanks before it. */
function groupsOf(line: string): Group[] {
  const groups: Group[] = [];
  for (const { 0: word, index: column } of line.matchAll(/\S+/g)) {
    const digits = (groups.length === 0 ? /^(?:0x)?([0-9a-f]+):?$/i : /^([0-9a-f]+)$/i).exec(word)?.[1];
    if (digits === undefined) break;
    groups.push({ digits, column });
  }
  return groups;
}

/** The bytes of groups before a column, up to a number of bytes. */
function bytesOf(groups: readonly Group[], most: number, endColumn: number): number[] {
  const bytes: number[] = [];
  for (const { digits, column } of groups) {
    if (digits.length % 2 !== 0 || column >= endColumn || bytes.length >= most) break;
    for (let at = 0; at < digits.length; at += 2) bytes.push(Number.parseInt(digits.slice(at, at + 2), 16));
  }
  return bytes.slice(0, most);
}

/** The groups before a wide gap, which a column of characters follows; with as many again if there are, as two halves. */
function bodyOf(groups: readonly Group[]): readonly Group[] {
  const isWide = ({ column }: Group, before: Group): boolean => column - before.column - before.digits.length > 1;
  const gaps = groups.flatMap((group, at) => {
    const before = groups[at - 1];
    return before !== undefined && isWide(group, before) ? [at] : [];
  });
  const [half = groups.length, end = groups.length] = gaps;
  const isSecondHalf = end === half * 2 && groups[half]?.digits.length === groups[0]?.digits.length;
  return groups.slice(0, isSecondHalf ? end : half);
}

/** Bytes of a line of `xxd`, `hexdump` and `od`. */
const usualWidth = 16;
/** Of offsets. */
const radices = [16, 8, 10] as const;

interface Layout {
  /** Bytes of a line. */
  readonly width: number;
  /** The next offset says the same as the digits of the line. */
  readonly isFull: boolean;
  /** Digits of the first offset. */
  readonly digits: number;
  /** Where the column of characters may begin at the earliest. */
  readonly endColumn: number;
}

/** How the lines with offsets are laid out, by the first one, at offset 0, and the next; null if they have none. */
function layoutOf(first: Row, next: Row | undefined, radix: number): Layout | null {
  const [offset, ...groups] = first.groups;
  if (offset === undefined || offset.digits.length < 4 || !/^0+$/.test(offset.digits) || groups.length === 0)
    return null;
  const available = bytesOf(bodyOf(groups), Infinity, Infinity).length;
  const step = next === undefined ? Math.min(usualWidth, available) : offsetIn(next.groups[0]?.digits ?? '', radix);
  // A column of characters may look like digits.
  const width = step > 0 && step <= available ? step : Math.min(usualWidth, available);
  return { width, isFull: step === available, digits: offset.digits.length, endColumn: endOf(groups, width) };
}

/** Behind the last digit of so many bytes; without end if the line has fewer. */
function endOf(groups: readonly Group[], width: number): number {
  let bytes = 0;
  for (const { digits, column } of groups) {
    bytes += digits.length / 2;
    if (bytes >= width) return column + digits.length;
  }
  return Infinity;
}

/** 0 for what is not a number in this radix. */
function offsetIn(digits: string, radix: number): number {
  const isNumber = (radix === 8 ? /^[0-7]+$/ : radix === 10 ? /^\d+$/ : /^[0-9a-f]+$/i).test(digits);
  return isNumber ? Number.parseInt(digits, radix) : 0;
}

/** In the radix in which the offsets agree with the digits, and most follows without a gap. */
function withOffsets(rows: readonly Row[]): Spelled | null {
  const start = rows.findIndex((row) => layoutOf(row, undefined, 16) !== null);
  const [first, ...others] = start === -1 ? [] : rows.slice(start);
  if (first === undefined) return null;
  const second = others.find(({ repeats }) => !repeats);
  const read = radices.flatMap((radix) => {
    const layout = layoutOf(first, second, radix);
    return layout === null ? [] : [{ ...rowsIn([first, ...others], radix, layout), isFull: layout.isFull }];
  });
  const [best = null] = read.sort((a, b) => Number(b.isFull) - Number(a.isFull) || b.bytes.length - a.bytes.length);
  return best;
}

function rowsIn(rows: readonly Row[], radix: number, { width, digits, endColumn }: Layout): Spelled {
  const bytes: number[] = [];
  let last: readonly number[] = [];
  let isRepeated = false;
  for (const { line, groups, repeats } of rows) {
    isRepeated ||= repeats;
    const [offset, ...data] = groups;
    if (offset === undefined || offset.digits.length < digits) continue;
    const at = offsetIn(offset.digits, radix);
    const own = bytesOf(data, width, endColumn);
    // No dump is longer than its text, but for what it repeats.
    if (isRepeated && at > limits.textCharacters)
      return cutAt(bytes, stateCut('too-large', { most: limits.textCharacters, line }));
    while (isRepeated && last.length > 0 && bytes.length + last.length <= at) bytes.push(...last);
    // The last line has an offset alone, which is the length.
    if (own.length === 0) {
      if (data.length > 0 || at <= bytes.length) continue;
      return cutAt(bytes, stateCut('end-missing', { length: at, spelled: bytes.length }));
    }
    if (at < bytes.length) continue; // a page that a terminal has shown twice
    if (at > bytes.length) return cutAt(bytes, stateCut('gap', { line, found: at, expected: bytes.length }));
    bytes.push(...own);
    last = own;
    isRepeated = false;
  }
  return cutAt(bytes, null);
}

/** Lines of nothing but digits, from the one that begins a file to the first that is shorter, or is something else. */
function withoutOffsets(rows: readonly Row[]): Spelled | null {
  const start = rows.findIndex(({ groups }) => {
    const bytes = Uint8Array.from(bytesOf(bodyOf(groups), Infinity, Infinity));
    return isFile(bytes) || isFile(swapped(bytes));
  });
  const first = rows[start];
  if (first === undefined) return null;
  const width = bytesOf(bodyOf(first.groups), Infinity, Infinity).length;
  const endColumn = endOf(first.groups, width);
  const bytes: number[] = [];
  let expected = first.line;
  for (const { line, groups } of rows.slice(start)) {
    const own = bytesOf(groups, width, endColumn);
    if (line > expected + 1 || own.length === 0) break;
    for (const byte of own) bytes.push(byte);
    expected = line;
    if (own.length < width) break;
  }
  return cutAt(bytes, null);
}

function cutAt(bytes: readonly number[], cut: Statement | null): Spelled {
  return { bytes: Uint8Array.from(bytes), cut };
}
