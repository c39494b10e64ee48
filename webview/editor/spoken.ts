import type { ExplainedFinding } from '../../src/core/trust/explain';
import { plain } from '../shared/text';
import { t } from '../shared/words';

/** How a person at the keyboard gets from a mark into its hover. */
export interface Entry {
  /** In a list of findings Tab leads from finding to finding, so that arrow keys lead to what can be done about one. */
  readonly key: 'Tab' | 'ArrowRight';
  /** As it is read out. */
  readonly words: string;
}

export const entries = {
  tab: { key: 'Tab', words: t('with Tab') },
  arrow: { key: 'ArrowRight', words: t('with the right arrow key') },
} as const satisfies Record<string, Entry>;

/** What a screen reader says of a hover that opened: all that stands in it. */
export function spoken({
  findings,
  entry,
}: {
  readonly findings: readonly ExplainedFinding[];
  readonly entry: Entry;
}): string {
  const sentences = findings.flatMap(({ title, message, evidence, phone, todo, fixLabel, actionLabel }) => [
    `${title}.`,
    message,
    ...evidence.map(({ label, value }) => `${label}: ${value}.`),
    t('What a phone does: {phone}', { phone }),
    ...(todo === null ? [] : [t('What to do: {todo}', { todo })]),
    ...[fixLabel, actionLabel].filter((label) => label !== null).map((label) => `${label}, ${entry.words}.`),
  ]);
  return plain(sentences.join(' '));
}
