/**
 * The one way by which English becomes another language. Code and catalogues have whole English sentences, with `{names}`
 * where values go; a translator is injected and gives the sentence of its language for the English one. Without one
 * nothing is looked up, so English needs no file of messages.
 *
 * Each bundle that is built has its own translator: the extension, the engine that it loads, each page. The command line
 * has none, and what programs read stays English.
 */

/** Gives a text of another language for an English one, with the same `{names}` in it; the English one if it has none. */
export type Translator = (english: string) => string;

/** What a sentence names: a list is written out as `a, b and c`. */
export type Value = string | number | readonly string[];

export type Values = Readonly<Record<string, Value>>;

/** The `{names}` of a text. */
export type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

type ValuesOf<Text extends string> = [Names<Text>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<Names<Text>, Value>>];

let translator: Translator | null = null;

/** @param next null for English. */
export function setTranslator(next: Translator | null): void {
  translator = next;
}

/** A translator of the messages of a file: the English text is the key. */
export function translatorOf(bundle: Readonly<Record<string, string>>): Translator {
  return (english) => (Object.hasOwn(bundle, english) ? (bundle[english] ?? english) : english);
}

/**
 * A message in the language of the person, with its values. Call it where the text is made, never while a module loads:
 * the translator comes later.
 *
 * @param english a literal, or a text out of a table in `messages` or `statements`: from these the messages are gathered
 *   for translators.
 * @example
 * t('{file} has changed.', { file });
 */
export function t<const Text extends string>(english: Text, ...[values]: ValuesOf<Text>): string {
  return values === undefined ? translated(english) : said(english, values);
}

/**
 * A message that counts: one whole sentence for one, and one for any other number, in which `{count}` is the number.
 *
 * @param values those of the other names; a `count` here is how the number is written.
 * @example
 * plural(records, '1 record', '{count} records');
 */
export function plural(count: number, one: string, several: string, values: Values = {}): string {
  return said(count === 1 ? one : several, { count, ...values });
}

/** As `t`, of a text that only a table knows. */
export function said(english: string, values: Values): string {
  return filled(translated(english), values);
}

/** The element by which a page is given the messages of another language, as `webview/shared/words.ts` looks for it. */
export function messagesElement(bundle: Readonly<Record<string, string>> | null): string {
  if (bundle === null) return '';
  const escaped = JSON.stringify(bundle).replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return `<meta name="messages" content="${escaped}">`;
}

/** Marks a table of texts as messages, so that they are gathered; each is translated where it is used, with `t`. */
export function messages<const Table>(table: Table): Table {
  return table;
}

/** A table of `messages`, each in the language of the person: for views that are given all of them. */
export function translatedAll<Key extends string>(table: Readonly<Record<Key, string>>): Readonly<Record<Key, string>> {
  const entries = Object.entries<string>(table).map(([key, english]) => [key, translated(english)] as const);
  return Object.fromEntries(entries) as Record<Key, string>;
}

export function translated(english: string): string {
  return translator === null ? english : translator(english);
}

/** A text with its values in the places of their names; a value is never read as a name again. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (name, key: string) => {
    const value = values[key];
    return value === undefined ? name : written(value);
  });
}

/** `a`, `a and b`, `a, b and c`. */
function written(value: Value): string {
  if (typeof value !== 'object') return String(value);
  return value.length < 2 ? value.join('') : t('{list} and {last}', listed(value));
}

function listed(value: readonly string[]): { readonly list: string; readonly last: string } {
  return { list: value.slice(0, -1).join(', '), last: value.at(-1) ?? '' };
}
