import { sentencesOf } from '../../words/statement';
import { escapeMarkdown, evidenceBlock, files, markdownFile, tasks, titled } from '../markdown';
import { outcomeTitles, type Regeneration } from './regeneration';

/** The check of a regeneration as Markdown, for a change ticket, under the names of its files. */
export function regenerationMarkdown(
  { outcome, sentence, evidence, conditions, remedies, unknown }: Regeneration,
  names: { readonly held: readonly string[]; readonly served: readonly string[] },
): string {
  return markdownFile([
    '# Changed certificates',
    `The phones hold: ${files(names.held)}  \nTheir cluster serves: ${files(names.served)}`,
    `**${outcomeTitles[outcome]}**: ${escapeMarkdown(sentence)}`,
    ...titled('It works if:', sentencesOf(conditions)),
    ...evidenceBlock(evidence),
    ...titled('What to do, best first:', sentencesOf(remedies), tasks),
    ...titled('Not known:', sentencesOf(unknown)),
  ]);
}
