import type { ShownKind } from './layout';
import { rowNames } from './row-names';
import type { LineToken } from './token';

/** Tag, name and length of a row; its value follows. */
export interface RowHead {
  readonly type: 'row-head';
  readonly tag: number;
  /** As printed, in upper case and with single blanks. */
  readonly name: string;
  /** Bytes, as printed. */
  readonly length: number;
}

/** A place in a text where the cluster says something: UTF-16 units, `end` excluded. */
export interface Marker {
  readonly start: number;
  readonly end: number;
  /** Null for titles and rules of tables. */
  readonly content: LineToken | RowHead | null;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface MarkerRule {
  /** Its named groups are what `say` reads. */
  readonly pattern: string;
  readonly say: (groups: Groups, text: string) => Marker['content'];
}

const { raw } = String;
const kind = '(?<kind>ITL|CTL)';
/** `Wed Jul 27 14:16:24 UTC 2011`. */
const time = raw`\w{3}\s+\w{3}\s+\d{1,2}\s+\d\d:\d\d:\d\d\s+\S{1,9}\s+\d{4}`;
const rowName = alternatives(rowNames);

/** Everything that the cluster and CTLParser say. At one place of a text the first rule that fits counts. */
const rules: readonly MarkerRule[] = [
  {
    pattern: raw`(?<tag>\d{1,3})\s+(?<name>${rowName}|TAG\s+\d{1,3})\s+(?<length>\d{1,5})(?!\S)`,
    say: ({ tag, name = '', length }) => ({
      type: 'row-head',
      tag: Number(tag),
      name: name.toUpperCase().replace(/\s+/g, ' '),
      length: Number(length),
    }),
  },
  {
    pattern: raw`admin:[ \t]*(?<shows>show\s+(?:itl|ctl)\b)?`,
    say: ({ shows }) => ({ type: 'prompt', shows: shows !== undefined }),
  },
  {
    pattern: `The checksum value of the ${kind} file:`,
    say: (groups) => ({ type: 'checksums', kind: kindOf(groups) }),
  },
  { pattern: raw`(?<md5>[0-9a-f]{32})\s*\(MD5\)`, say: ({ md5 = '' }) => ({ type: 'md5', value: md5.toLowerCase() }) },
  {
    pattern: raw`(?<sha1>[0-9a-f]{40})\s*\(SHA1\)`,
    say: ({ sha1 = '' }) => ({ type: 'sha1', value: sha1.toLowerCase() }),
  },
  {
    pattern: raw`Length of ${kind} file:\s*(?<length>\d{1,9})`,
    say: (groups) => ({ type: 'length', kind: kindOf(groups), value: Number(groups['length']) }),
  },
  {
    pattern: raw`The ${kind} File was last modified on\s+(?<time>${time})`,
    say: (groups) => ({ type: 'modified', kind: kindOf(groups), value: groups['time'] ?? '' }),
  },
  {
    pattern: raw`${kind} File not found[^\n]*?(?:to generate the (?:ITL|CTL) file\.|(?=\n|$))`,
    say: (groups, text) => ({ type: 'no-file', kind: kindOf(groups), text }),
  },
  {
    pattern: raw`(?:Buffer Overflow\.*\s*)?Error parsing (?:the )?${kind} File(?:!+|\.)?`,
    say: (groups, text) => ({ type: 'error', kind: kindOf(groups), text }),
  },
  { pattern: `Parse ${kind} File`, say: (groups) => ({ type: 'title', kind: kindOf(groups) }) },
  {
    pattern: raw`Version:\s+(?<version>\d{1,3}\.\d{1,3})`,
    say: ({ version = '' }) => ({ type: 'version', value: version }),
  },
  {
    pattern: raw`HeaderLength:\s+(?<length>\d{1,5})\s+\(BYTES\)`,
    say: ({ length }) => ({ type: 'header-length', value: Number(length) }),
  },
  {
    pattern: raw`${kind} Record\s+#:\s*(?<record>\d{1,6})`,
    say: (groups) => ({ type: 'record', kind: kindOf(groups), index: Number(groups['record']) }),
  },
  {
    pattern: raw`This etoken was (?<not>not )?used to sign the (?:ITL|CTL) file\.?`,
    say: ({ not }) => ({ type: 'signed', signed: not === undefined }),
  },
  { pattern: 'Signature Verified successfully', say: () => ({ type: 'signed', signed: true }) },
  {
    pattern: raw`Signature verification failed(?:,openssl reason=\d+)?`,
    say: () => ({ type: 'signed', signed: false }),
  },
  {
    pattern: raw`The ${kind} file was verified successfully\.?`,
    say: (groups, text) => ({ type: 'verdict', kind: kindOf(groups), verified: true, text }),
  },
  {
    pattern: raw`Verification of the ${kind} file failed\.?`,
    say: (groups, text) => ({ type: 'verdict', kind: kindOf(groups), verified: false, text }),
  },
  { pattern: raw`\[\.{2,}\]`, say: () => ({ type: 'left-out', signature: false }) },
  { pattern: raw`\*Signature omitted[^*\n]*\*`, say: () => ({ type: 'left-out', signature: true }) },
  { pattern: raw`BYTEPOS\s+TAG\s+LENGTH\s+VALUE|Start CTL Records|-{3,}(?:\s+-{3,})*`, say: () => null },
];

function kindOf(groups: Groups): ShownKind {
  return groups['kind']?.toUpperCase() === 'ITL' ? 'ITL' : 'CTL';
}

/** A regular expression for any of the words, the longest first; a blank in one stands for any white space. */
export function alternatives(words: readonly string[]): string {
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[+]/g, '\\$&').replaceAll(' ', '\\s+'))
    .join('|');
}

const ruleExpressions = rules.map(({ pattern }) => new RegExp(pattern, 'iy'));
/** Any rule, each as a group of its own; a marker is at the start of the text or behind white space. */
const anyRule = new RegExp(`(?<!\\S)(?:${rules.map(({ pattern }) => `(${withoutGroups(pattern)})`).join('|')})`, 'gi');

function withoutGroups(pattern: string): string {
  return pattern.replace(/\(\?<\w+>/g, '(?:');
}

/** Finds markers in one text, in any order of places. */
export class MarkerFinder {
  /** The marker found last, and from where it was looked for. */
  #latest: { readonly from: number; readonly marker: Marker | null } | null = null;

  constructor(private readonly text: string) {}

  /** The first marker at or behind `from`. */
  next(from: number): Marker | null {
    const latest = this.#latest;
    if (latest !== null && latest.from <= from && (latest.marker === null || latest.marker.start >= from)) {
      return latest.marker;
    }
    const marker = this.#find(from);
    this.#latest = { from, marker };
    return marker;
  }

  #find(from: number): Marker | null {
    anyRule.lastIndex = from;
    const match = anyRule.exec(this.text);
    if (match === null) return null;
    const start = match.index;
    const text = match[0].trimEnd();
    const found = match.slice(1).findIndex((group: string | undefined) => group !== undefined);
    const expression = ruleExpressions[found];
    if (expression !== undefined) expression.lastIndex = start;
    const groups = expression?.exec(this.text)?.groups ?? {};
    return { start, end: start + text.length, content: rules[found]?.say(groups, text) ?? null };
  }
}

const crowdedRow = new RegExp(`(?<=\\S)\\d{1,3}\\s+(?:${rowName})\\s+\\d`, 'gi');

/** How many rows begin right behind another character, as happens if line breaks were lost without a blank. */
export function crowdedRows(text: string): number {
  return text.match(crowdedRow)?.length ?? 0;
}
