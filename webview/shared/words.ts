import {
  messages,
  plural,
  setTranslator,
  t,
  translated,
  translatorOf,
  type Names,
  type Values,
} from '../../src/core/words/translate';
import type { Child } from './dom';
import { formatted } from './format';

export { messages, t };

/** The messages of another language that came with the page: see `pageHtml`. English has none. */
const bundle = document.querySelector<HTMLMetaElement>('meta[name="messages"]')?.content;
if (bundle !== undefined) setTranslator(translatorOf(JSON.parse(bundle) as Readonly<Record<string, string>>));

/** As `plural`, with the number as people write it: `5,438 bytes`. */
export function counted(amount: number, one: string, several: string, values: Values = {}): string {
  return plural(amount, one, several, { count: formatted(amount), ...values });
}

/**
 * A message with elements in the places of its names.
 *
 * @example
 * rich('Served: {files}', { files: links });
 */
export function rich<const Text extends string>(english: Text, values: Readonly<Record<Names<Text>, Child>>): Child[] {
  const all: Readonly<Record<string, Child>> = values;
  return translated(english)
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? (all[part.slice(1, -1)] ?? null) : part));
}

const day = 24 * 60 * 60 * 1000;

/** `3 years`, `5 months`, `12 days`: a span in the unit that says most. */
export function span(milliseconds: number): string {
  const days = Math.floor(Math.abs(milliseconds) / day);
  if (days >= 731) return counted(Math.floor(days / 365.25), '1 year', '{count} years');
  if (days >= 61) return counted(Math.floor(days / 30.44), '1 month', '{count} months');
  if (days >= 1) return counted(days, '1 day', '{count} days');
  return t('less than a day');
}
