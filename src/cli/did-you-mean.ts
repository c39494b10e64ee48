import type { Misspelling } from './command';

/** A longer word cannot be a misspelling of ours, and comparing takes time in proportion to its length. */
const longestWord = 40;
const mostSuggestions = 3;

/** What a person may have meant, or all that there is: to stand behind a sentence about a word that is not known. */
export function suggestion({ word, known }: Misspelling): string {
  const close = closest(word, known);
  if (close.length === 0) return `, only ${known.join(', ')}`;
  return ` (did you mean ${close.join(' or ')}?)`;
}

/** The words that a person may have meant: those that begin like this, else those with the fewest letters changed. */
export function closest(word: string, known: readonly string[]): readonly string[] {
  const typed = plain(word);
  if (typed === '' || typed.length > longestWord) return [];
  const begun = known.filter((name) => plain(name).startsWith(typed));
  if (begun.length > 0) return begun.length <= mostSuggestions ? begun : [];
  const distances = known.map((name) => [name, distance(typed, plain(name))] as const);
  const least = Math.min(...distances.map(([, steps]) => steps));
  if (least > mostSteps(typed)) return [];
  return distances.flatMap(([name, steps]) => (steps === least ? name : [])).slice(0, mostSuggestions);
}

/** A word without dashes before it, so that `-json` is `--json`. */
function plain(word: string): string {
  return word.replace(/^-+/, '').toLowerCase();
}

/** One letter in three may be wrong. */
function mostSteps(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** How many letters to add, drop, replace, or swap with the next one, to turn one word into the other. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let at = 1; at <= to.length; at++) {
      const isSame = from[row - 1] === to[at - 1];
      const isSwapped = row > 1 && at > 1 && from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1];
      next[at] = Math.min(
        (last[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        ...(isSwapped ? [(before[at - 2] ?? 0) + 1] : []),
      );
    }
    before = last;
    last = next;
  }
  return last[to.length] ?? 0;
}
