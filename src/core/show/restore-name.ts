import { fileBytes } from './layout';

/** Ways in which a terminal or a page breaks a name: each gives the name back from its lines. */
const restorations: readonly ((lines: readonly string[]) => string)[] = [
  brokenAnywhere,
  brokenBetweenBlanks,
  brokenAtBlanks,
  blankAfterSeparator,
  blanksAfterSeparator,
];

/**
 * A name as it must have been to take `bytes` bytes: with the line breaks undone, or with a run of blanks in front of
 * a closing quote (hardware tokens have them) restored. Null if none of that gives the right number.
 */
export function restoreName(raw: string, bytes: number): string | null {
  const lines = raw.split('\n');
  for (const restore of restorations) {
    const name = restore(lines);
    if (fileBytes(name) === bytes) return name;
  }
  return withBlanksBeforeQuote(brokenAtBlanks(lines), bytes);
}

/** The break was put inside a word, and blanks around it are the name's. */
function brokenAnywhere(lines: readonly string[]): string {
  return lines.map((line) => line.replace(/(?<!\r)\r+$/, '')).join('');
}

/** The break was put inside a word, and the next line indented. */
function brokenBetweenBlanks(lines: readonly string[]): string {
  return wordsOf(lines).join('');
}

/** The break took the place of blanks. */
function brokenAtBlanks(lines: readonly string[]): string {
  return wordsOf(lines).join(' ');
}

/** The break, or a blank, was put behind a separator. */
function blankAfterSeparator(lines: readonly string[]): string {
  return brokenAtBlanks(lines).replace(/([;,]) /g, '$1');
}

function blanksAfterSeparator(lines: readonly string[]): string {
  return brokenAtBlanks(lines).replace(/([;,]) +/g, '$1');
}

function wordsOf(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** Blanks that a page took out of one name, at most; tokens fill their names up to some 20 characters. */
const mostBlanks = 1_000;

/** The name with the blanks that a page took out of ` "`; null if it has no such place, or several. */
function withBlanksBeforeQuote(name: string, bytes: number): string | null {
  const width = fileBytes(name);
  if (width === null || width >= bytes || bytes - width > mostBlanks) return null;
  const [before, after, ...more] = name.split(' "');
  return before === undefined || after === undefined || more.length > 0
    ? null
    : `${before}${' '.repeat(bytes - width + 1)}"${after}`;
}
