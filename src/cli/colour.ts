import { visible } from '../core/show/layout';
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

/** A line with words that have a tone. */
export interface TonedLine {
  readonly before: string;
  readonly words: string;
  readonly tone: Tone;
  readonly after: string;
}

/** Lines as a terminal gets them, each with its line break; what came from files cannot drive it, nor colour it. */
export function tonedLines(lines: readonly (string | TonedLine)[], isColoured: boolean): string {
  return lines.map((line) => `${typeof line === 'string' ? visible(line) : toned(line, isColoured)}\n`).join('');
}

/** The same of one line, without its line break. */
export function toned({ before, words, tone, after }: TonedLine, isColoured: boolean): string {
  const [start, end] = isColoured ? [`\u001b[${codes[tone]}m`, '\u001b[39m'] : ['', ''];
  return visible(before) + start + visible(words) + end + visible(after);
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
