import { headerTagName, knownFunctions, recordTagName } from '../format/tags';
import { characterBytes, fileBytes, valueGap, type ShownKind } from './layout';

/** A row of a table. */
export interface RowToken {
  readonly type: 'row';
  /** `any`: a tag without a name, which belongs to the table that it stands in. */
  readonly table: 'header' | 'record' | 'any';
  readonly tag: number;
  /** As the cluster prints it, also where CTLParser spells it otherwise. */
  readonly name: string;
  /** True for a spelling that only CTLParser has. */
  readonly ofParser: boolean;
  /** Bytes, as printed. */
  readonly length: number;
  /** As printed, without what a lost or inserted line break did to it; empty where nothing is printed. */
  readonly value: string;
}

/** One thing that the cluster says. */
export type TokenValue =
  | RowToken
  | { readonly type: 'prompt'; readonly shows: boolean }
  | { readonly type: 'checksums'; readonly kind: ShownKind }
  | { readonly type: 'md5'; readonly value: string }
  | { readonly type: 'sha1'; readonly value: string }
  | { readonly type: 'length'; readonly kind: ShownKind; readonly value: number }
  | { readonly type: 'modified'; readonly kind: ShownKind; readonly value: string }
  | { readonly type: 'title'; readonly kind: ShownKind }
  | { readonly type: 'version'; readonly value: string }
  | { readonly type: 'header-length'; readonly value: number }
  | { readonly type: 'record'; readonly kind: ShownKind; readonly index: number }
  | { readonly type: 'signed'; readonly signed: boolean }
  | { readonly type: 'verdict'; readonly kind: ShownKind; readonly verified: boolean; readonly text: string }
  | { readonly type: 'no-file'; readonly kind: ShownKind; readonly text: string }
  | { readonly type: 'error'; readonly kind: ShownKind; readonly text: string }
  | { readonly type: 'left-out'; readonly signature: boolean };

/** With where it stands in the text: UTF-16 units, `end` excluded. */
export type Token = TokenValue & { readonly start: number; readonly end: number };

/** Names of rows as the cluster prints them, and, by tag, as Cisco's CTLParser for Windows does where it differs. */
const headerNames = namesOf([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 28], headerTagName);
const recordNames = namesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], recordTagName);
const parserHeaderNames: ReadonlyMap<string, number> = new Map([
  ['DIGESTALGO', 8],
  ['SIGNATUREALGO', 10],
]);
const parserRecordNames: ReadonlyMap<string, number> = new Map([['SERIAL NUMBER', 6]]);

function namesOf(tags: readonly number[], name: (tag: number) => string): ReadonlyMap<string, number> {
  return new Map(tags.map((tag) => [name(tag), tag]));
}

const rowName = alternatives(
  [headerNames, recordNames, parserHeaderNames, parserRecordNames].flatMap((names) => [...names.keys()]),
);
const kindGroup = (group: string): string => `(?<${group}>ITL|CTL)`;

/** Everything that a token begins with; a word of its own, so that it stands at the start or behind white space. */
const marker = new RegExp(
  `(?<!\\S)(?:${[
    `(?<tag>\\d{1,3})\\s+(?<name>${rowName}|TAG\\s+\\d{1,3})\\s+(?<rowLength>\\d{1,5})(?!\\S)`,
    `(?<prompt>admin:)[ \\t]*(?<shows>show\\s+(?:itl|ctl)\\b)?`,
    `The checksum value of the ${kindGroup('checksums')} file:`,
    `(?<md5>[0-9a-f]{32})\\s*\\(MD5\\)`,
    `(?<sha1>[0-9a-f]{40})\\s*\\(SHA1\\)`,
    `Length of ${kindGroup('lengthOf')} file:\\s*(?<length>\\d{1,9})`,
    `The ${kindGroup('modifiedOf')} File was last modified on\\s+(?<modified>\\w{3}\\s+\\w{3}\\s+\\d{1,2}\\s+\\d\\d:\\d\\d:\\d\\d\\s+\\S{1,9}\\s+\\d{4})`,
    `${kindGroup('noFile')} File not found[^\\n]*?(?:to generate the (?:ITL|CTL) file\\.|(?=\\n|$))`,
    `(?:Buffer Overflow\\.*\\s*)?Error parsing (?:the )?${kindGroup('error')} File(?:!+|\\.)?`,
    `Parse ${kindGroup('title')} File`,
    `Version:\\s+(?<version>\\d{1,3}\\.\\d{1,3})`,
    `HeaderLength:\\s+(?<headerLength>\\d{1,5})\\s+\\(BYTES\\)`,
    `${kindGroup('recordOf')} Record\\s+#:\\s*(?<record>\\d{1,6})`,
    `This etoken was (?<notSigned>not )?used to sign the (?<signed>ITL|CTL) file\\.?`,
    `(?<parserSigned>Signature Verified successfully)`,
    `(?<parserNotSigned>Signature verification failed)(?:,openssl reason=\\d+)?`,
    `The ${kindGroup('verified')} file was verified successfully\\.?`,
    `Verification of the ${kindGroup('failed')} file failed\\.?`,
    `(?<leftOut>\\[\\.{2,}\\])`,
    `(?<signatureLeftOut>\\*Signature omitted[^*\\n]*\\*)`,
    `(?<layout>BYTEPOS\\s+TAG\\s+LENGTH\\s+VALUE|Start CTL Records|-{3,}(?:\\s+-{3,})*)`,
  ].join('|')})`,
  'gi',
);

const crowdedRow = new RegExp(`(?<=\\S)\\d{1,3}\\s+(?:${rowName})\\s+\\d`, 'gi');

/** Rows that begin right behind another character, as where line breaks were lost without a blank for them. */
export function crowdedRows(text: string): number {
  return text.match(crowdedRow)?.length ?? 0;
}

/**
 * Finds what a cluster says in a text that was copied from a terminal or a page: line breaks lost or put in by a
 * terminal's width, text of others around it, and several outputs behind each other. What is none of the cluster's
 * is passed over.
 */
export function* tokens(text: string): Generator<Token> {
  const scanner = new Scanner(text);
  for (let found = scanner.next(0); found !== null;) {
    const token = scanner.token(found);
    if (token !== null) yield token;
    found = scanner.next(token?.end ?? found.end);
  }
}

interface Marker {
  readonly start: number;
  readonly end: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

class Scanner {
  /** The marker found last, and from where it was looked for. */
  #latest: { readonly from: number; readonly marker: Marker | null } | null = null;

  constructor(private readonly text: string) {}

  /** The first marker at or behind `from`. */
  next(from: number): Marker | null {
    const latest = this.#latest;
    if (latest !== null && latest.from <= from && (latest.marker === null || latest.marker.start >= from)) {
      return latest.marker;
    }
    marker.lastIndex = from;
    const match = marker.exec(this.text);
    const found =
      match === null ? null : { start: match.index, end: match.index + match[0].length, groups: match.groups ?? {} };
    this.#latest = { from, marker: found };
    return found;
  }

  /** What a marker says; null for titles and rules of tables. */
  token({ start, end, groups }: Marker): Token | null {
    const text = this.text.slice(start, end).trimEnd();
    const kind = (name: string): ShownKind | null => {
      const value = groups[name]?.toUpperCase();
      return value === 'ITL' || value === 'CTL' ? value : null;
    };
    const at = (said: TokenValue): Token => ({ ...said, start, end: start + text.length });
    if (groups['tag'] !== undefined) return this.#row({ start, end, groups });
    if (groups['prompt'] !== undefined) return at({ type: 'prompt', shows: groups['shows'] !== undefined });
    if (groups['md5'] !== undefined) return at({ type: 'md5', value: groups['md5'].toLowerCase() });
    if (groups['sha1'] !== undefined) return at({ type: 'sha1', value: groups['sha1'].toLowerCase() });
    if (groups['version'] !== undefined) return at({ type: 'version', value: groups['version'] });
    if (groups['headerLength'] !== undefined)
      return at({ type: 'header-length', value: Number(groups['headerLength']) });
    if (groups['signed'] !== undefined) return at({ type: 'signed', signed: groups['notSigned'] === undefined });
    if (groups['parserSigned'] !== undefined) return at({ type: 'signed', signed: true });
    if (groups['parserNotSigned'] !== undefined) return at({ type: 'signed', signed: false });
    if (groups['leftOut'] !== undefined) return at({ type: 'left-out', signature: false });
    if (groups['signatureLeftOut'] !== undefined) return at({ type: 'left-out', signature: true });

    for (const [group, say] of ofKind) {
      const shown = kind(group);
      if (shown !== null) return at(say(shown, groups, text));
    }
    return null;
  }

  #row({ start, end, groups }: Marker): Token | null {
    const tag = Number(groups['tag']);
    const length = Number(groups['rowLength']);
    const identity = rowIdentity(tag, (groups['name'] ?? '').toUpperCase().replace(/\s+/g, ' '));
    if (identity === null) return null;
    const value = this.#value(identity.name, end, length);
    return { type: 'row', ...identity, tag, length, value: value.text, start, end: value.end };
  }

  /** The value behind a row's length at `from`. */
  #value(name: string, from: number, length: number): Value {
    switch (name) {
      case 'SIGNERNAME':
      case 'CANAME':
      case 'DNSNAME':
      case 'SUBJECTNAME':
      case 'ISSUERNAME':
        return this.#textValue(from, length);
      case 'SIGNATURE':
        return this.#pattern(from, /\s*((?:[0-9a-f]{1,2}(?!\S)\s*)+)/iy);
      case 'SERIALNUMBER':
        return this.#octets(from, serialPattern, '');
      case 'CERTIFICATE':
        return this.#octets(from, certificatePattern, ' ');
      case 'CERTHASH':
        return this.#octets(from, hashPattern, ' ');
      case 'HASH ALGORITHM':
        return this.#pattern(from, /\s*(SHA-?\d+|MD5|\d+)(?!\S)/iy);
      case 'FUNCTION':
        return this.#functionValue(from);
      case 'RECORDLENGTH':
      case 'SIGNERID':
      case 'SIGNATUREINFO':
      case 'SIGNATUREALGOINFO':
        return this.#pattern(from, /\s*(\d{1,5})(?!\S)/y);
      default:
        return { text: '', end: from };
    }
  }

  /** A value of a form of its own; empty where another token stands in its place. */
  #pattern(from: number, pattern: RegExp): Value {
    pattern.lastIndex = from;
    const match = pattern.exec(this.text);
    const value = match?.[1]?.trim() ?? '';
    if (match === null || value === '') return { text: '', end: from };
    const next = this.next(from);
    const start = from + match[0].indexOf(value);
    // The number that begins the next row looks like a value: where a row begins, there is none.
    if (next !== null && next.start < start + value.length) {
      const cut = this.text.slice(start, next.start).trim();
      return cut === '' ? { text: '', end: from } : { text: cut, end: start + cut.length };
    }
    return { text: value, end: from + match[0].trimEnd().length };
  }

  /** Octets without the breaks that a terminal's width put between them or into one, and as many blanks as are printed. */
  #octets(from: number, pattern: RegExp, blank: string): Value {
    const { text, end } = this.#pattern(from, pattern);
    return { text: text.replace(/\s+/g, '').replace(/(..)(?=.)/g, `$1${blank}`), end };
  }

  #functionValue(from: number): Value {
    const known = this.#pattern(from, functionPattern);
    if (known.text !== '') return { text: known.text.replace(/\s+/g, ' '), end: known.end };
    const stretch = this.#stretch(from);
    const text = stretch.split('\n')[0] ?? '';
    return { text: text.trim(), end: from + text.trimEnd().length };
  }

  /**
   * A name, of which `length` counts the bytes and a NUL. Where it has that many up to the end of its line or to the
   * next token, it is taken as it stands, whatever it holds; else line breaks and blanks that were lost or put in on
   * the way are mended where that makes the length come out.
   */
  #textValue(from: number, length: number): Value {
    const gap = /\s*/y;
    gap.lastIndex = from;
    const blanks = gap.exec(this.text)?.[0] ?? '';
    const column = valueGap(String(length).length);
    // Behind the value's column, blanks are its own.
    if (blanks.startsWith(' '.repeat(column + 1))) {
      const exact = this.#exactly(from + column, length - 1);
      if (exact !== null) return { text: exact, end: from + column + exact.length };
    }
    const next = this.next(from);
    if (next !== null && next.start === from + blanks.length) return { text: '', end: from };
    const exact = this.#exactly(from + blanks.length, length - 1);
    if (exact !== null) return { text: exact, end: from + blanks.length + exact.length };
    const stretch = this.#stretch(from);
    const raw = stretch.trim();
    const end = from + stretch.trimEnd().length;
    const mended = mend(raw, length - 1);
    if (mended !== null) return { text: mended, end };
    const firstLine = raw.split('\n')[0]?.trimEnd() ?? '';
    return { text: firstLine, end: from + stretch.indexOf(firstLine) + firstLine.length };
  }

  /** The text at `start` that takes `bytes` bytes, if its line ends there or another token follows. */
  #exactly(start: number, bytes: number): string | null {
    let end = start;
    let taken = 0;
    while (taken < bytes && end < this.text.length) {
      const code = this.text.codePointAt(end) ?? 0;
      const width = code === 0x0a || code === 0x0d ? null : characterBytes(code);
      if (width === null) return null;
      taken += width;
      end += code > 0xffff ? 2 : 1;
    }
    if (taken !== bytes) return null;
    const rest = /([^\S\r\n]*)\r*(?:\n|$)/y;
    rest.lastIndex = end;
    const filling = rest.exec(this.text)?.[1];
    const value = this.text.slice(start, end);
    // A line that a terminal filled up with blanks has no value.
    if (filling !== undefined) return value.trim() === '' && filling !== '' ? null : value;
    const following = /\s+/y;
    following.lastIndex = end;
    const blanks = following.exec(this.text)?.[0].length ?? 0;
    return blanks > 0 && this.next(end)?.start === end + blanks ? value : null;
  }

  /**
   * The text from `from` up to the next token or the next empty line. In a line of its own a row may hold what looks
   * like one token, so only a second one shows that the line breaks were lost.
   */
  #stretch(from: number): string {
    const first = this.next(from);
    const stop =
      first === null ? this.text.length : this.#startsLine(first) ? first.start : this.#crowdedStop(from, first);
    const stretch = this.text.slice(from, stop);
    const emptyLine = /\n[^\S\n]*\n/.exec(stretch);
    return emptyLine === null ? stretch : stretch.slice(0, emptyLine.index);
  }

  #crowdedStop(from: number, first: Marker): number {
    if (this.text.slice(from, first.start).includes('\n')) return first.start;
    marker.lastIndex = first.end;
    const second = marker.exec(this.text);
    const between = this.text.slice(first.end, second?.index);
    const lineEnd = between.indexOf('\n');
    return lineEnd < 0 ? first.start : first.end + lineEnd;
  }

  #startsLine({ start }: Marker): boolean {
    let before = start - 1;
    while (this.text[before] === ' ' || this.text[before] === '\t') before -= 1;
    return before < 0 || this.text[before] === '\n';
  }
}

interface Value {
  readonly text: string;
  /** Offset behind it. */
  readonly end: number;
}

type SayOfKind = (kind: ShownKind, groups: Marker['groups'], text: string) => TokenValue;
const ofKind: readonly (readonly [group: string, say: SayOfKind])[] = [
  ['checksums', (kind) => ({ type: 'checksums', kind })],
  ['lengthOf', (kind, groups) => ({ type: 'length', kind, value: Number(groups['length']) })],
  ['modifiedOf', (kind, groups) => ({ type: 'modified', kind, value: groups['modified'] ?? '' })],
  ['noFile', (kind, _, text) => ({ type: 'no-file', kind, text })],
  ['error', (kind, _, text) => ({ type: 'error', kind, text })],
  ['title', (kind) => ({ type: 'title', kind })],
  ['recordOf', (kind, groups) => ({ type: 'record', kind, index: Number(groups['record']) })],
  ['verified', (kind, _, text) => ({ type: 'verdict', kind, verified: true, text })],
  ['failed', (kind, _, text) => ({ type: 'verdict', kind, verified: false, text })],
];

function rowIdentity(tag: number, name: string): Pick<RowToken, 'table' | 'name' | 'ofParser'> | null {
  if (headerNames.get(name) === tag) return { table: 'header', name, ofParser: false };
  if (recordNames.get(name) === tag) return { table: 'record', name, ofParser: false };
  if (parserHeaderNames.get(name) === tag) return { table: 'header', name: headerTagName(tag), ofParser: true };
  if (parserRecordNames.get(name) === tag) return { table: 'record', name: recordTagName(tag), ofParser: true };
  return name === `TAG ${tag}` ? { table: 'any', name, ofParser: false } : null;
}

/** A word that a terminal's width may have broken anywhere. */
function breakable(characters: readonly string[]): string {
  return characters.join('(?:\\r*\\n)?');
}

const octet = breakable(['[0-9a-f]', '[0-9a-f]']);
const hashNote = ['SHA1', 'Hash', 'HEX'].map((word) => breakable(word.split(''))).join('\\s+');
const serialPattern = new RegExp(`\\s*(${octet}(?:\\s*:\\s*${octet})*)(?!\\S)`, 'iy');
const hashPattern = new RegExp(`\\s*((?:${octet}(?!\\S)\\s*)+)`, 'iy');
const certificatePattern = new RegExp(`\\s*((?:${octet}\\s+){19}${octet})\\s+\\(\\s*${hashNote}\\s*\\)`, 'iy');

/** `Security Token` is CTLParser's. */
const functionPattern = new RegExp(
  `\\s*(${alternatives(['Security Token', ...knownFunctions().map(([, name]) => name)])}|Function\\s+\\d{1,5})(?!\\S)`,
  'iy',
);

/** A regular expression for any of the words, the longest first, blanks in them as any white space. */
function alternatives(words: readonly string[]): string {
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[+]/g, '\\$&').replaceAll(' ', '\\s+'))
    .join('|');
}

/**
 * A name as it has to have been for its `bytes` to come out: line breaks taken out or for blanks, a break behind a
 * separator taken out, or a run of blanks in front of a closing quote (hardware tokens have them) grown back. Null
 * where nothing of that does it.
 */
function mend(raw: string, bytes: number): string | null {
  const lines = raw.split('\n');
  const words = lines.map((line) => line.trim()).filter((line) => line !== '');
  const spaced = words.join(' ');
  const candidates = [
    lines.map((line) => line.replace(/(?<!\r)\r+$/, '')).join(''),
    words.join(''),
    spaced,
    spaced.replace(/([;,]) /g, '$1'),
    spaced.replace(/([;,]) +/g, '$1'),
  ];
  const fitting = candidates.find((candidate) => fileBytes(candidate) === bytes);
  if (fitting !== undefined) return fitting;
  const width = fileBytes(spaced);
  if (width === null || width >= bytes) return null;
  const [before, after, ...more] = spaced.split(' "');
  return before === undefined || after === undefined || more.length > 0
    ? null
    : `${before}${' '.repeat(bytes - width + 1)}"${after}`;
}
