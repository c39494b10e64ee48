import type { Random } from '../fuzz/random';
import { literalsIn } from './regular-expressions';
import type { TextReader } from './readers';
import { Words } from './words';

/** A text of any length that a hostile hand could make: a beginning, a part that repeats, and an end. */
export interface Fill {
  readonly head: string;
  readonly pump: string;
  readonly tail: string;
}

/** What stands for the number of the repetition in what repeats. */
const number = '{n}';

/** The text of a fill with about this many characters. */
export function textOf({ head, pump, tail }: Fill, characters: number): string {
  const times = Math.max(1, Math.floor((characters - head.length - tail.length) / pump.length));
  if (!pump.includes(number)) return head + pump.repeat(times) + tail;
  const numbered = Array.from({ length: times }, (_, at) => pump.replaceAll(number, String(at + 1)));
  return head + numbered.join('') + tail;
}

/** What every reader is given. */
const characters = Array.from(' \t\n\r\0-"\'()[]{}<>=:;,.\\/@#_+*`09aAfFzZ\u00e9\u{1f600}\ud800\ufffd');
const anywhere = ['\r\n', ' \n', '\n ', '\n\n', '::', '==', '00 ', '99999 ', 'a:\n\t', '-----', '\\"', '";'];

/** Words that almost make the text of one reader, and the fills that come of them. */
export class Fills {
  readonly #words: readonly string[];

  constructor(
    root: string,
    { modules, words }: TextReader,
    private readonly random: Random,
  ) {
    const expressions = modules.flatMap((module) => literalsIn(root, module));
    const almost = expressions.flatMap(({ expression }) => {
      const made = new Words(expression, random);
      const whole = made.whole();
      return [whole, whole.slice(0, -1), ...made.attacks().map(({ pump }) => pump)];
    });
    this.#words = [...new Set([...words, ...anywhere, ...characters, ...almost])].filter((word) => word !== '');
  }

  /** Each word by itself, again and again: once to the end, once with something else behind it. */
  single(): Fill[] {
    return this.#words.flatMap((pump) => ['', '\u0001'].map((tail) => ({ head: '', pump, tail })));
  }

  /** Several words in one, behind another. */
  mixed(): Fill {
    const { random } = this;
    const pump = Array.from({ length: 1 + random.below(3) }, () => random.pick(this.#words)).join('');
    return {
      head: random.oneIn(2) ? '' : random.pick(this.#words),
      pump,
      tail: random.oneIn(2) ? '' : random.pick(this.#words),
    };
  }
}
