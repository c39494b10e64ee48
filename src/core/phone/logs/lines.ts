/** Characters of a line that are looked at. */
export const lineCharacters = 65_536;

/** What readers of logs say of lines that are longer. */
export const linesCut = {
  text: 'Some lines ({count}) are longer than {most} characters: only their beginnings were read.',
  source: null,
} as const;

/** Splits a text that comes in pieces into lines, of each of which only the beginning is kept. */
export class LineSplitter {
  #rest = '';
  #endsInReturn = false;
  /** Lines of which the end was dropped. */
  cut = 0;
  #isCut = false;

  constructor(private readonly take: (line: string) => void) {}

  push(text: string): void {
    if (text === '') return;
    // CR LF is one line break, also if it comes in two pieces.
    const start = this.#endsInReturn && text.startsWith('\n') ? 1 : 0;
    this.#endsInReturn = text.endsWith('\r');
    const lineBreak = /\r\n|\r|\n/g;
    lineBreak.lastIndex = start;
    let from = start;
    for (let match = lineBreak.exec(text); match !== null; match = lineBreak.exec(text)) {
      this.#append(text, from, match.index);
      this.#finish();
      from = lineBreak.lastIndex;
    }
    this.#append(text, from, text.length);
    this.#isOpen = from < text.length || this.#isOpen;
  }

  #isOpen = false;

  end(): void {
    if (this.#isOpen) this.#finish();
  }

  #append(text: string, from: number, to: number): void {
    const left = lineCharacters - this.#rest.length;
    if (to - from > left) this.#isCut = true;
    if (left > 0) this.#rest += text.slice(from, Math.min(to, from + left));
  }

  #finish(): void {
    const line = this.#rest;
    if (this.#isCut) this.cut += 1;
    this.#rest = '';
    this.#isCut = false;
    this.#isOpen = false;
    this.take(line);
  }
}

/** A line of the text, from 1. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** How lines of logs, syslog, traces and captures begin; what does not may be the rest of the line before. */
const beginning =
  /^[>\s]{0,8}(?:\d{1,9}:?\s{1,4}[A-Z]{3,5}\s|[[(<]?(?:\d{1,4}[-:/]\d{1,2}[-:/]\d|\d{1,2}\.\d{1,2}\.\d{4}\s)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s{1,2}(?:\d|[A-Z])|<\d{1,3}>|\|?={3,}|[#*|]{2,}|"?\d{1,9}"?[\s,]{1,12}"?\d{1,9}\.\d)/;

/** A line that fills a terminal or a mail has at least so many characters. */
const narrowest = 50;
/** A line that words were broken for may be longer than the one before it, and not by much. */
const widest = 140;
/** Lines of one message. */
const mostParts = 4;

/**
 * Puts lines that belong together into one group: a terminal, a mail or a forum broke them. A group of several lines may
 * also be several messages; who reads it decides.
 */
export class LineGroups {
  #open: Line[] = [];

  constructor(private readonly take: (group: readonly Line[]) => void) {}

  push(line: Line): void {
    const last = this.#open.at(-1);
    const first = this.#open[0];
    const continues =
      last !== undefined &&
      first !== undefined &&
      line.text !== '' &&
      this.#open.length < mostParts &&
      last.text.length >= narrowest &&
      line.text.length <= Math.max(first.text.length, widest) &&
      beginning.test(first.text) &&
      !beginning.test(line.text);
    if (!continues) this.end();
    this.#open.push(line);
  }

  end(): void {
    if (this.#open.length > 0) this.take(this.#open);
    this.#open = [];
  }
}
