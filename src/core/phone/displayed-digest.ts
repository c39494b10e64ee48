import type { DigestName } from '../format/tags';

/** A digest as a phone displays it. */
export interface DisplayedDigest {
  readonly algorithm: 'MD5' | 'SHA-1';
  /** Lower-case, without separators. */
  readonly hex: string;
}

const algorithms: ReadonlyMap<number, DisplayedDigest['algorithm']> = new Map([
  [32, 'MD5'],
  [40, 'SHA-1'],
]);

/** Pairs of hexadecimal digits with nothing or separators between them, and no other letters beside them. */
const withinLine = /(?<![0-9a-z])[0-9a-f]{2}(?:[ \t:.-]*[0-9a-f]{2})*(?![0-9a-z])/gi;
/** The same, broken over lines. */
const overLines = /(?<![0-9a-z])[0-9a-f]{2}(?:[\s:.-]*[0-9a-f]{2})*(?![0-9a-z])/gi;
/** The same in one piece, so that numbers beside it are not part of it. */
const inOnePiece = /(?<![0-9a-z])(?:[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])/gi;

/**
 * The first MD5 or SHA-1 in a text copied from a phone's screen, its web page or `show itl`: 16 or 20 bytes in
 * hexadecimal, with spaces, colons, dots, dashes or line breaks between them, in any case. A digest in one line comes
 * before one that is broken over several. Null if there is none.
 */
export function parseDisplayedDigest(text: string): DisplayedDigest | null {
  const shown = text.slice(0, longestText);
  for (const line of shown.split(/[\r\n]+/)) {
    const found = firstIn(line, inOnePiece) ?? firstIn(line, withinLine);
    if (found !== null) return found;
  }
  return firstIn(shown, overLines);
}

function firstIn(text: string, run: RegExp): DisplayedDigest | null {
  for (const [match] of text.matchAll(run)) {
    const hex = match.replace(/[^0-9a-f]/gi, '').toLowerCase();
    const algorithm = algorithms.get(hex.length);
    if (algorithm !== undefined) return { algorithm, hex };
  }
  return null;
}

/** Characters of a pasted text that are looked at. */
const longestText = 10_000;

/** A digest of a whole file, by the number of its digits. */
export interface FileDigest {
  readonly algorithm: 'MD5' | DigestName;
  /** Lower-case, without separators. */
  readonly hex: string;
}

const fileAlgorithms: ReadonlyMap<number, FileDigest['algorithm']> = new Map([
  [32, 'MD5'],
  [40, 'SHA-1'],
  [64, 'SHA-256'],
  [128, 'SHA-512'],
]);

/** Digits without separators, which nothing but other text is beside. */
const digits = /(?<![0-9a-z])[0-9a-f]{32,128}(?![0-9a-z])/gi;
/** Pairs or longer groups of digits with marks between them, so that a word before them is not part of them. */
const groups = /(?<![0-9a-z])[0-9a-f]{2,64}(?:[:.-][0-9a-f]{2,64})+(?![0-9a-z])/gi;

/**
 * The digests in one line of a text, in any notation: MD5, SHA-1, SHA-256 and SHA-512 in hexadecimal, in any case, with
 * or without colons, dots, dashes or spaces between the digits and `0x` before them. A line has one digest or several,
 * and may contain other text; digits of another number are not a digest.
 */
export function digestsIn(line: string): FileDigest[] {
  const shown = line.slice(0, longestText).replace(/(?<![0-9a-z])0x/gi, ' ');
  const whole = digestsOf(shown, digits);
  if (whole.length > 0) return whole;
  const grouped = digestsOf(shown, groups);
  return grouped.length > 0 ? grouped : digestsOf(shown, withinLine);
}

function digestsOf(text: string, run: RegExp): FileDigest[] {
  return [...text.matchAll(run)].flatMap(([match]) => {
    const hex = match.replace(/[^0-9a-f]/gi, '').toLowerCase();
    const algorithm = fileAlgorithms.get(hex.length);
    return algorithm === undefined ? [] : [{ algorithm, hex }];
  });
}

/** The lists that have this digest: the ones that the phone may hold. */
export function listsWithDigest<List extends { readonly md5: string; readonly sha1: string }>(
  displayed: DisplayedDigest,
  lists: readonly List[],
): List[] {
  return lists.filter(({ md5, sha1 }) => displayed.hex === (displayed.algorithm === 'MD5' ? md5 : sha1));
}
