import type { Line } from './lines';
import { placesIn, told, type Place } from './places';

/** One or more lines of a log as one text, with the known messages in it. */
export interface LogText {
  readonly text: string;
  readonly parts: readonly Part[];
  readonly places: readonly Place[];
}

interface Part extends Line {
  /** Where the line begins in the text. */
  readonly start: number;
}

/** Columns of terminals and mails, which break a line there, in the middle of a word if need be. */
const widths: ReadonlySet<number> = new Set([72, 76, 78, 79, 80, 100, 120, 132, 160, 200]);

/** The texts of lines that may belong together: each by itself, or all as one if that tells more. */
export function textsOf(group: readonly Line[]): readonly LogText[] {
  const apart = group.map((line) => textOf([line], ''));
  if (group.length === 1) return apart;
  const joined = [textOf(group, ''), textOf(group, ' ')];
  const most = apart.reduce((sum, { places }) => sum + told(places), 0);
  const best = joined.reduce((a, b) => (told(b.places) > told(a.places) ? b : a));
  const tells = told(best.places);
  return tells > most || (tells === most && (isHardBreak(group) || isTail(group))) ? [best] : apart;
}

/** Lines that only close what the first one opened. */
function isTail([, ...rest]: readonly Line[]): boolean {
  return rest.every(({ text }) => /^[\s\])>}]{1,8}$/.test(text));
}

/** Lines that end where a terminal does, except the last one. */
function isHardBreak(group: readonly Line[]): boolean {
  const full = group.slice(0, -1).map(({ text }) => text.length);
  return widths.has(full[0] ?? 0) && full.every((length) => length === full[0]);
}

function textOf(lines: readonly Line[], between: string): LogText {
  let text = '';
  const parts = lines.map((line, at): Part => {
    const rest = between === '' || at === 0 ? line.text : line.text.trimStart();
    if (at > 0) text += between;
    const start = text.length;
    text += rest;
    return { text: rest, number: line.number, start };
  });
  return { text, parts, places: placesIn(text) };
}

/** The line that a place of the text is in. */
export function lineAt({ parts }: LogText, place: number): number {
  return parts.findLast(({ start }) => start <= place)?.number ?? 0;
}

/** Lines that are a message, or a part of one: the rest of a message that was joined belongs to it. */
export function understoodLines({ parts, places }: LogText): number {
  const first = places[0]?.start;
  if (first === undefined) return 0;
  return parts.filter(({ start, text }) => start + text.length > first).length;
}
