import { fileNameIn, isOf } from './file-name';
import { candidates, firstWords, type LogRow } from './messages/all';

export type Groups = Readonly<Record<string, string | undefined>>;

/** A row of the table that fits a place of a text. */
export interface Reading {
  readonly row: LogRow;
  readonly groups: Groups;
  /** The file that the message itself names. */
  readonly file: string | null;
  readonly end: number;
}

/** A place of a text where a known message is. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** What it may be, the most telling first. */
  readonly readings: readonly Reading[];
  /** What it names if it is only a step, which gives no event. */
  readonly step: Groups;
}

/** Messages of one line that are looked for: a line that was made to have more is not read further. */
const mostPlaces = 200;
/** Words of one line that may begin a message. */
const mostTries = 4_000;

/** The known messages of a text, one behind the other. */
export function placesIn(text: string): Place[] {
  const places: Place[] = [];
  firstWords.lastIndex = 0;
  for (let tries = 0; tries < mostTries && places.length < mostPlaces; tries++) {
    const word = firstWords.exec(text);
    if (word === null) break;
    const place = placeAt(text, word.index, word[0].toLowerCase());
    if (place !== null) places.push(place);
    firstWords.lastIndex = Math.max(place?.end ?? 0, word.index + 1);
  }
  return places;
}

function placeAt(text: string, start: number, word: string): Place | null {
  const { rows, steps } = candidates.get(word) ?? { rows: [], steps: [] };
  const readings = rows.map((row) => readingAt(text, start, row)).filter((reading) => reading !== null);
  const [first] = readings;
  if (first !== undefined) return { start, end: first.end, readings, step: first.groups };
  for (const step of steps) {
    const match = at(step, text, start);
    if (match !== null) return { start, end: start + match[0].length, readings, step: match.groups ?? {} };
  }
  return null;
}

/** Null if the row does not fit, or if the text leaves open what the row is about. */
function readingAt(text: string, start: number, row: LogRow): Reading | null {
  const match = at(row.here, text, start);
  if (match === null) return null;
  const groups: Groups = match.groups ?? {};
  const { file, end } = fileOf(groups, match, start);
  // Many things are not found: what is said before it must be a file.
  if (file === null && groups['before'] !== undefined) return null;
  if (file === null && row.answers !== true && (row.names.includes('file') || row.of !== undefined)) return null;
  if (file !== null && row.of !== undefined && !isOf[row.of](file)) return null;
  return { row, groups, file, end };
}

/** The file that a message names, and where the message ends: before a word that is not a file's name. */
function fileOf(groups: Groups, match: RegExpExecArray, start: number): { file: string | null; end: number } {
  const end = start + match[0].length;
  for (const group of ['file', 'inner', 'path', 'before']) {
    const word = groups[group];
    if (word === undefined) continue;
    const file = fileNameIn(word);
    if (file !== null) return { file, end };
    const from = match.indices?.groups?.[group]?.[0] ?? end;
    return { file, end: from > start ? from : end };
  }
  return { file: null, end };
}

function at(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

/** How much a text says: more if its messages name files. */
export function told(places: readonly Place[]): number {
  return places.reduce((sum, { readings }) => sum + 1 + (readings.some(({ file }) => file !== null) ? 1 : 0), 0);
}
