import type { Random } from '../fuzz/random';
import { textOf, type Fill } from './fills';
import { growthOf, mostGrowth, step } from './measure';
import { Words } from './words';

/** Characters of the longest text that an expression is given. */
const longest = 16_000;

/** A text on which the time of an expression grows faster than the text. */
export interface Slow extends Fill {
  readonly characters: number;
  readonly factor: number;
}

/**
 * Looks for a text that makes an expression slow: parts of it, repeated.
 */
export async function slowText(expression: RegExp, random: Random, samples: number): Promise<Slow | null> {
  const words = new Words(expression, random);
  for (let sample = 0; sample < samples; sample++) {
    const whole = words.whole();
    const almost = words.whole().slice(0, -1);
    const wholes = [whole, almost].map((pump) => ({ head: '', pump, stop: '\u0001' }));
    for (const { head, pump, stop } of [...words.attacks(), ...wholes]) {
      // Where a match was about to succeed, it must fail.
      for (const tail of ['', stop, '\n', `\n${stop}`]) {
        const slow = pump === '' ? null : await growsOn(expression, { head, pump, tail });
        if (slow !== null) return slow;
      }
    }
  }
  return null;
}

async function growsOn(expression: RegExp, fill: Fill): Promise<Slow | null> {
  for (let characters = shortest(fill); characters <= longest; characters = longer(characters)) {
    const { factor } = await growthOf(
      (text: string) => {
        search(expression, text);
      },
      () => textOf(fill, characters / step),
      () => textOf(fill, characters),
    );
    if (factor > mostGrowth) return { ...fill, characters, factor };
  }
  return null;
}

function shortest({ head, pump, tail }: Fill): number {
  return head.length + tail.length + pump.length * step;
}

/** In small steps at first: an expression that takes exponential time must be found before it would take hours. */
function longer(characters: number): number {
  return Math.ceil(characters * (characters < 200 ? 1.25 : 4));
}

/** Goes through a text as the expression's callers do: to the first match, or to all of them. */
function search(expression: RegExp, text: string): void {
  expression.lastIndex = 0;
  if (expression.global) text.replace(expression, '');
  else expression.exec(text);
}
