import { escapeMarkdown, evidenceBlock, files, markdownFile, tasks, titled } from './markdown';
import type { Regeneration, RegenerationOutcome } from './regenerate';

const outcomeWords: Readonly<Record<RegenerationOutcome, string>> = {
  fine: 'fine',
  'fine-through-tvs': 'fine through TVS',
  'locked-out': 'locked out',
  damaged: 'damaged',
  'too-large': 'too large',
  'not-known': 'not known',
};

/** The check of a regeneration as Markdown, for a change ticket, under the names of its files. */
export function regenerationMarkdown(
  { outcome, sentence, evidence, conditions, remedies, unknown }: Regeneration,
  names: { readonly held: readonly string[]; readonly served: string },
): string {
  return markdownFile([
    '# Changed certificates',
    `The phones hold: ${files(names.held)}  \nTheir cluster serves: ${files([names.served])}`,
    `**${outcomeWords[outcome]}**: ${escapeMarkdown(sentence)}`,
    ...titled('It works if:', conditions),
    ...evidenceBlock(evidence),
    ...titled('What to do, best first:', remedies, tasks),
    ...titled('Not known:', unknown),
  ]);
}
