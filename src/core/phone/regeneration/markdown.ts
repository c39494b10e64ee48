import { sentencesOf } from '../../words/statement';
import { escapeMarkdown, evidenceBlock, files, markdownFile, tasks, titled } from '../markdown';
import { outcomeTitles, type Regeneration } from './regeneration';
import { t } from '../../words/translate';

/** The check of a regeneration as Markdown, for a change ticket, under the names of its files. */
export function regenerationMarkdown(
  { outcome, sentence, evidence, conditions, remedies, unknown }: Regeneration,
  names: { readonly held: readonly string[]; readonly served: readonly string[] },
): string {
  return markdownFile([
    `# ${t('Changed certificates')}`,
    `${t('The phones hold: {files}', { files: files(names.held) })}  \n${t('Their cluster serves: {files}', { files: files(names.served) })}`,
    `**${t(outcomeTitles[outcome])}**: ${escapeMarkdown(sentence)}`,
    ...titled(t('It works if:'), sentencesOf(conditions)),
    ...evidenceBlock(evidence),
    ...titled(t('What to do, best first:'), sentencesOf(remedies), tasks),
    ...titled(t('Not known:'), sentencesOf(unknown)),
  ]);
}
