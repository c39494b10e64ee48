import { anyOf, expression } from '../../../words/expressions';
import type { LogMessage } from '../message';
import { fetchingMessages } from './fetching';
import { stateMessages } from './states';
import { steps } from './steps';
import { tvsMessages } from './tvs';
import { verdictMessages } from './verdicts';
import { messages } from '../../../words/translate';

/** What phones and servers write, by reason. The first row that fits counts: the most telling wording comes first. */
export const logMessages = messages({
  ...verdictMessages,
  ...fetchingMessages,
  ...tvsMessages,
  ...stateMessages,
} as const);

export type LogReason = keyof typeof logMessages;

/** A row of the table, with its pattern for one place of a line, and the names that its text takes. */
export interface LogRow extends LogMessage {
  readonly reason: string;
  readonly here: RegExp;
  readonly names: readonly string[];
}

/** The rows in order. */
export const logRows: readonly LogRow[] = Object.entries<LogMessage>(logMessages).map(([reason, message]) => ({
  ...message,
  reason,
  here: expression('diy')`${message.pattern.expression}`,
  names: [...message.text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
}));

const stepsHere = steps.map(({ expression: step, begins }) => ({ here: expression('diy')`${step}`, begins }));

/** The words that messages begin with, in lower case; longer ones first, since some begin others. */
const words = [...new Set([...logRows.map(({ pattern }) => pattern), ...steps].flatMap(({ begins }) => begins))].sort(
  (a, b) => b.length - a.length,
);

/** What may be at a place of a line, by the first word there. */
export interface Candidates {
  readonly rows: readonly LogRow[];
  /** Messages that are understood, and give no event. */
  readonly steps: readonly RegExp[];
}

/** By first word, in lower case. */
export const candidates: ReadonlyMap<string, Candidates> = new Map(
  words.map((word) => {
    const fits = (begins: readonly string[]): boolean => begins.some((begin) => word.startsWith(begin));
    return [
      word,
      {
        rows: logRows.filter(({ pattern }) => fits(pattern.begins)),
        steps: stepsHere.filter(({ begins }) => fits(begins)).map(({ here }) => here),
      },
    ];
  }),
);

/** Where a message may begin: most lines of a log have none of these words. */
export const firstWords = expression('gi')`(?<![a-z])${anyOf(words)}`;
