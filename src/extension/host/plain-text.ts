import { visible } from '../../core/show/layout';

/** Characters of a message that VS Code is given: names of 60,000 are possible. */
const mostCharacters = 1_000;

/**
 * A text as VS Code shows it, and nothing more. Its notifications, dialogs and prompts make `[words](command:id)` a link
 * that runs the command, and its lists make `$(name)` an icon: a name from a file, a certificate or a link must do
 * neither. A space between the two halves ends both, and can be read.
 */
export function plainText(text: string): string {
  return text.replace(/(?<=[\]$])\(/g, ' (');
}

/** A text that may come from a file, on one line, with nothing in it that does not show, cut if it is long. */
export function oneLine(text: string): string {
  const line = visible(text);
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line;
}
