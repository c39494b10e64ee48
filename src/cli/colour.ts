import { ExitStatus } from './command';

/** How something is for a person: as colours of a terminal. */
export type Tone = 'good' | 'open' | 'bad' | 'note';

const codes: Readonly<Record<Tone, number>> = { good: 32, open: 33, bad: 31, note: 36 };

/** The tone of what a command ends with. */
export const toneOfStatus: Readonly<Record<ExitStatus, Tone>> = {
  [ExitStatus.sound]: 'good',
  [ExitStatus.errors]: 'bad',
  [ExitStatus.unreadable]: 'bad',
  [ExitStatus.depends]: 'open',
};

/** Gives words the colour of a tone, or leaves them as they are. */
export type Paint = (words: string, tone: Tone) => string;

/** What came from a file has to be made visible first: it could contain control characters of its own. */
export function paintOf({ isColoured }: { readonly isColoured: boolean }): Paint {
  return isColoured ? (words, tone) => `\u001b[${codes[tone]}m${words}\u001b[39m` : (words) => words;
}

/**
 * Whether a person wants colours, and the terminal shows them.
 *
 * @see https://no-color.org
 */
export function wantsColour(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { NO_COLOR: unwanted = '', TERM: terminal } = environment;
  return isTerminal && unwanted === '' && terminal !== 'dumb';
}
