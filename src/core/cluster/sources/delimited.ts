import { sourceLimits } from './limits';

/** One row of a table. */
export interface Row {
  /** Line where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quotation mark in it is not closed. */
  readonly isBroken: boolean;
}

/**
 * What separates the cells of a row. `blanks` are two blanks or more, as terminals align columns, or one behind the
 * first cell; `bars` are those of Markdown.
 */
export type Delimiter = ',' | ';' | '\t' | 'blanks' | 'bars';

/**
 * The rows of a text, one after the other. Cells in quotation marks may contain line breaks, delimiters and doubled
 * quotation marks. One that is not closed costs its own row only: that row ends with its line, and the next line is
 * read as if nothing were wrong.
 */
export function* rowsOf(text: string, delimiter: Delimiter): Generator<Row> {
  const lines = new Lines(text);
  const spans = delimiter === 'blanks' ? spansOf(text) : null;
  while (!lines.isAtEnd) {
    const { number: line, start } = lines;
    if (delimiter === 'blanks' || delimiter === 'bars') {
      const written = lines.rest();
      lines.next();
      yield { line, cells: delimiter === 'bars' ? barCells(written) : alignedCells(written, spans), isBroken: false };
      continue;
    }
    const cells = quotedCells(lines, delimiter);
    if (cells !== null) {
      yield { line, cells, isBroken: false };
      continue;
    }
    lines.goTo(line, start);
    const broken = lines.rest().split(delimiter, sourceLimits.cells);
    lines.next();
    yield { line, cells: broken.map((cell) => cell.replace(/^\s*"|"\s*$/g, '')), isBroken: true };
  }
}

/** A place in a text that is read line by line. */
class Lines {
  /** Of the line, from 1. */
  number = 1;
  /** Where reading goes on, and where the line ends. */
  start = 0;
  end: number;

  constructor(readonly text: string) {
    this.end = this.#endFrom(0);
  }

  get isAtEnd(): boolean {
    return this.start >= this.text.length;
  }

  rest(): string {
    return this.text.slice(this.start, this.end);
  }

  next(): void {
    const isPair = this.text.startsWith('\r\n', this.end);
    this.goTo(this.number + 1, this.end + (isPair ? 2 : 1));
  }

  goTo(number: number, start: number): void {
    this.number = number;
    this.start = start;
    this.end = this.#endFrom(start);
  }

  #endFrom(start: number): number {
    lineEnd.lastIndex = start;
    return lineEnd.exec(this.text)?.index ?? this.text.length;
  }
}

const lineEnd = /[\r\n]/g;

/** The cells up to the end of the row, behind which reading goes on; null if a quotation mark is not closed. */
function quotedCells(lines: Lines, delimiter: string): string[] | null {
  const cells: string[] = [];
  for (;;) {
    const opening = /^[ ]{0,8}"/.exec(lines.text.slice(lines.start, Math.min(lines.end, lines.start + 9)));
    const cell = opening === null ? plainCell(lines, delimiter) : quotedCell(lines, opening[0].length, delimiter);
    if (cell === null) return null;
    if (cells.length < sourceLimits.cells) cells.push(cell);
    if (lines.start >= lines.end) break;
    lines.start += 1;
  }
  lines.next();
  return cells;
}

function plainCell(lines: Lines, delimiter: string): string {
  const found = lines.rest().indexOf(delimiter);
  const end = found === -1 ? lines.end : lines.start + found;
  const cell = lines.text.slice(lines.start, end);
  lines.start = end;
  return cell;
}

/** A cell whose quotation mark has been seen, at most so many lines and characters of it. */
function quotedCell(lines: Lines, behindMark: number, delimiter: string): string | null {
  const { text, number } = lines;
  const from = lines.start + behindMark;
  const most = from + sourceLimits.quoted.characters;
  let at = from;
  for (;;) {
    const found = text.slice(at, most).indexOf('"');
    if (found === -1) return null;
    const mark = at + found;
    while (lines.end < mark) {
      if (lines.number - number >= sourceLimits.quoted.lines) return null;
      lines.next();
    }
    if (text[mark + 1] !== '"') {
      lines.start = mark + 1;
      const behind = plainCell(lines, delimiter);
      if (behind.trim() !== '') return null;
      return text.slice(from, mark).replaceAll('""', '"');
    }
    at = mark + 2;
  }
}

/** Characters in which the rule below the headings is looked for. */
const ruleCharacters = 65_536;

/** Where columns begin, by the rule below their headings, as databases print it: `==== ======`; null if there is none. */
function spansOf(text: string): readonly number[] | null {
  const [rule] =
    /^(?:={2,} {1,8}){1,64}={2,} {0,8}$|^(?:-{2,} {1,8}){1,64}-{2,} {0,8}$/m.exec(text.slice(0, ruleCharacters)) ?? [];
  return rule === undefined ? null : [...rule.matchAll(/[-=]{1,4096}/g)].map(({ index }) => index);
}

/** Cells that stand in columns; of a line with one cell, what is behind its first word is another one. */
function alignedCells(line: string, spans: readonly number[] | null): string[] {
  if (spans !== null && spans.every((start) => start === 0 || start > line.length || line[start - 1] === ' ')) {
    return spans.map((start, at) => line.slice(start, spans[at + 1]).trim());
  }
  const trimmed = line.trim();
  const cells = trimmed.split(/ {2,}|\t/, sourceLimits.cells);
  const space = trimmed.indexOf(' ');
  return cells.length > 1 || space === -1 ? cells : [trimmed.slice(0, space), trimmed.slice(space + 1)];
}

function barCells(line: string): string[] {
  const trimmed = line.trim();
  if (!trimmed.startsWith('|')) return [trimmed];
  return trimmed
    .slice(1, trimmed.endsWith('|') ? -1 : undefined)
    .split('|', sourceLimits.cells)
    .map((cell) => cell.trim().replace(/^`|`$/g, ''));
}
