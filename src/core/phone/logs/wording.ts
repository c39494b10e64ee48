import { anyOf, expression, sequence } from '../../words/expressions';

/**
 * Patterns for the core of a message: its words and values, in order. Models and loads put different prefixes before a
 * message, and different punctuation between its words, so neither is part of a pattern, nor is case.
 */

/** What separates two words of a message: space, a colon, brackets, quotes. */
const gap = /\W{1,12}/;

const number = /-?\d{1,15}(?!\d)/;
const address =
  /(?:::ffff:)?\d{1,3}(?:\.\d{1,3}){3}|[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){1,6}|[\da-f]{1,4}(?::[\da-f]{0,4}){2,7}/;
const name = /[^\s<>"'|,;()[\]]{1,255}/;

/** What a value of a message looks like, by its name. Others are numbers. */
const values: Readonly<Record<string, RegExp>> = {
  file: name,
  inner: name,
  path: name,
  cause: /[^()[\]<>|]{1,200}/,
  what: /[^()[\]<>|]{1,200}/,
  alert: /[a-z][a-z ]{1,60}/,
  list: /CTL|ITL/,
  server: address,
  client: address,
};

/** A file's name before the words of a message. */
const before = /(?<=(?<before>[^\s<>"'|,;()[\]]{1,255})["'>]?\s{1,4})/;

/** How a message is recognized. */
export interface Wording {
  readonly expression: RegExp;
  readonly source: string;
  /** The words that it may begin with, in lower case: a line that has none of them need not be looked at. */
  readonly begins: readonly string[];
}

/** A wording that words and values cannot tell. */
interface Written {
  readonly begins: readonly string[];
  readonly as: RegExp;
}

/** What any of the cores says, each as words and values (`core`), or written out. */
export function wording(...cores: readonly (string | Written)[]): Wording {
  const written = cores.map((one) => (typeof one === 'string' ? { begins: [firstWord(one)], as: core(one) } : one));
  const expression = anyOf(written.map(({ as }) => as));
  return { expression, source: expression.source, begins: written.flatMap(({ begins }) => begins.map(lower)) };
}

const lower = (word: string): string => word.toLowerCase();

function firstWord(text: string): string {
  return text.split(' ').find((word) => !word.startsWith('{')) ?? '';
}

/**
 * The pattern of a message by its words.
 *
 * @param text words and `{values}`, separated by spaces. A last value with a question mark may be missing; `{before}` is
 *   a file's name before the first word; `{inner}` and `{path}` are file names too, for a pattern that has `{file}`
 *   elsewhere.
 *
 * @example
 * core('verify FAILED {file}'); // verify FAILED, </usr/ram/SEP….cnf.xml>
 */
export function core(text: string): RegExp {
  const [first, ...rest] = text.split(' ');
  const words = first === '{before}' ? rest : [first ?? '', ...rest];
  const last = words.at(-1) ?? '';
  const isOptional = last.endsWith('?}');
  const needed = sequence((isOptional ? words.slice(0, -1) : words).map(part), gap);
  const start = first === '{before}' ? before : /(?<![a-z])/;
  return isOptional
    ? expression('i')`${start}${needed}(?!\w)(?:${gap}${part(last)})?`
    : expression('i')`${start}${needed}(?!\w)`;
}

function part(word: string): RegExp | string {
  const value = /^\{(\w+)\??\}$/.exec(word)?.[1];
  return value === undefined ? word : expression()`(?<${value}>${values[value] ?? number})`;
}
