import { visible } from '../../core/show/layout';

/** Characters of a message that VS Code is given: names of 60,000 are possible. */
const mostCharacters = 1_000;

/** A text that may come from a file, on one line, with nothing in it that does not show, cut if it is long. */
export function oneLine(text: string): string {
  const line = visible(text);
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line;
}
