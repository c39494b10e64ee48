import { anyOf, expression, sequence, withoutNames } from '../words/expressions';
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
  readonly pattern: RegExp;
  readonly say: (groups: Groups, text: string) => Marker['content'];
}

const rowName = anyOfWords(rowNames);

/**
 * Everything that the cluster and CTLParser say. At one place of a text the first rule that fits counts. What repeats in
 * a rule and could contain another marker has a limit, far above what is printed: or each marker in a hostile line
 * would take the whole line.
 */
const rules: readonly MarkerRule[] = [
  {
    pattern: expression('iy')`(?<tag>\d{1,3})\s+(?<name>${rowName}|TAG\s+\d{1,3})\s+(?<length>\d{1,5})(?!\S)`,
    say: ({ tag, name = '', length }) => ({
      type: 'row-head',
      tag: Number(tag),
      name: name.toUpperCase().replace(/\s+/g, ' '),
      length: Number(length),
    }),
  },
  {
    pattern: /admin:[ \t]*(?<shows>show\s+(?:itl|ctl)\b)?/iy,
    say: ({ shows }) => ({ type: 'prompt', shows: shows !== undefined }),
  },
  {
    pattern: /The checksum value of the (?<kind>ITL|CTL) file:/iy,
    say: (groups) => ({ type: 'checksums', kind: kindOf(groups) }),
  },
  {
    pattern: /(?<md5>[0-9a-f]{32})\s*\(MD5\)/iy,
    say: ({ md5 = '' }) => ({ type: 'md5', value: md5.toLowerCase() }),
  },
  {
    pattern: /(?<sha1>[0-9a-f]{40})\s*\(SHA1\)/iy,
    say: ({ sha1 = '' }) => ({ type: 'sha1', value: sha1.toLowerCase() }),
  },
  {
    pattern: /Length of (?<kind>ITL|CTL) file:\s*(?<length>\d{1,9})/iy,
    say: (groups) => ({ type: 'length', kind: kindOf(groups), value: Number(groups['length']) }),
  },
  {
    // `Wed Jul 27 14:16:24 UTC 2011`
    pattern:
      /The (?<kind>ITL|CTL) File was last modified on\s+(?<time>\w{3}\s+\w{3}\s+\d{1,2}\s+\d\d:\d\d:\d\d\s+\S{1,9}\s+\d{4})/iy,
    say: (groups) => ({ type: 'modified', kind: kindOf(groups), value: groups['time'] ?? '' }),
  },
  {
    pattern: /(?<kind>ITL|CTL) File not found(?:[^\n]{0,400}?to generate the (?:ITL|CTL) file\.|[^\n]{0,400})/iy,
    say: (groups, text) => ({ type: 'no-file', kind: kindOf(groups), text }),
  },
  {
    pattern: /(?:Buffer Overflow\.*\s*)?Error parsing (?:the )?(?<kind>ITL|CTL) File(?:!+|\.)?/iy,
    say: (groups, text) => ({ type: 'error', kind: kindOf(groups), text }),
  },
  { pattern: /Parse (?<kind>ITL|CTL) File/iy, say: (groups) => ({ type: 'title', kind: kindOf(groups) }) },
  {
    pattern: /Version:\s+(?<version>\d{1,3}\.\d{1,3})/iy,
    say: ({ version = '' }) => ({ type: 'version', value: version }),
  },
  {
    pattern: /HeaderLength:\s+(?<length>\d{1,5})\s+\(BYTES\)/iy,
    say: ({ length }) => ({ type: 'header-length', value: Number(length) }),
  },
  {
    pattern: /(?<kind>ITL|CTL) Record\s+#:\s*(?<record>\d{1,6})/iy,
    say: (groups) => ({ type: 'record', kind: kindOf(groups), index: Number(groups['record']) }),
  },
  {
    pattern: /This etoken was (?<not>not )?used to sign the (?:ITL|CTL) file\.?/iy,
    say: ({ not }) => ({ type: 'signed', signed: not === undefined }),
  },
  { pattern: /Signature Verified successfully/iy, say: () => ({ type: 'signed', signed: true }) },
  {
    pattern: /Signature verification failed(?:,openssl reason=\d+)?/iy,
    say: () => ({ type: 'signed', signed: false }),
  },
  {
    pattern: /The (?<kind>ITL|CTL) file was verified successfully\.?/iy,
    say: (groups, text) => ({ type: 'verdict', kind: kindOf(groups), verified: true, text }),
  },
  {
    pattern: /Verification of the (?<kind>ITL|CTL) file failed\.?/iy,
    say: (groups, text) => ({ type: 'verdict', kind: kindOf(groups), verified: false, text }),
  },
  { pattern: /\[\.{2,}\]/iy, say: () => ({ type: 'left-out', signature: false }) },
  { pattern: /\*Signature omitted[^*\n]*\*/iy, say: () => ({ type: 'left-out', signature: true }) },
  { pattern: /BYTEPOS\s+TAG\s+LENGTH\s+VALUE|Start CTL Records|-{3,}(?:\s+-{3,}){0,9}/iy, say: () => null },
];

function kindOf(groups: Groups): ShownKind {
  return groups['kind']?.toUpperCase() === 'ITL' ? 'ITL' : 'CTL';
}

/** Any of the words, the longest first; a blank in one stands for any white space. */
export function anyOfWords(words: readonly string[]): RegExp {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
  return anyOf(longestFirst.map((word) => sequence(word.split(' '), /\s+/)));
}

const anyRule = anyOf(rules.map(({ pattern }) => withoutNames(pattern)));
/** A marker is at the start of the text or behind white space. */
const nextMarker = expression('gi')`(?<!\S)${anyRule}`;
const markerHere = expression('iy')`(?<!\S)${anyRule}`;

/** Finds markers in one text, in any order of places. */
export class MarkerFinder {
  /** The marker found last, and from where it was looked for. */
  #latest: { readonly from: number; readonly marker: Marker | null } | null = null;
  /** Places that were asked for, and whether a marker begins there. */
  readonly #places = new Map<number, boolean>();

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

  /** True if a marker begins at this place. */
  isAt(place: number): boolean {
    const known = this.#places.get(place);
    if (known !== undefined) return known;
    markerHere.lastIndex = place;
    const found = markerHere.test(this.text);
    this.#places.set(place, found);
    return found;
  }

  #find(from: number): Marker | null {
    nextMarker.lastIndex = from;
    const match = nextMarker.exec(this.text);
    if (match === null) return null;
    const start = match.index;
    const text = match[0].trimEnd();
    for (const { pattern, say } of rules) {
      pattern.lastIndex = start;
      const groups = pattern.exec(this.text);
      if (groups !== null) return { start, end: start + text.length, content: say(groups.groups ?? {}, text) };
    }
    return null;
  }
}

const crowdedRow = expression('gi')`(?<=\S)\d{1,3}\s+${rowName}\s+\d`;

/** How many rows begin right behind another character, as happens if line breaks were lost without a blank. */
export function crowdedRows(text: string): number {
  return text.match(crowdedRow)?.length ?? 0;
}
