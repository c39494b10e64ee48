import type { CentralizedTftp } from './centralized-tftp';
import { sentencesOf } from '../../words/statement';
import { bullets, escapeMarkdown, evidenceBlock, files, markdownFile, tasks, titled } from '../markdown';
import type { Method, MigrationPlan } from './migration';
import { methodVerdicts } from './reasons';
import { sources } from '../rules';
import type { Decision } from '../decision';
import { t } from '../../words/translate';

/** A migration plan as Markdown, for a change ticket: CommonMark with tables and task lists. */
export function migrationMarkdown(plan: MigrationPlan): string {
  const blocks = [
    `# ${t('Moving phones to another cluster')}`,
    `${t('From: {files}', { files: files(plan.from) })}  \n${t('To: {destination}', { destination: plan.destination ?? files(plan.to) })}`,
    ...(plan.notes.length === 0 ? [] : [bullets(sentencesOf(plan.notes))]),
    ...asItIs(plan),
    table(plan.methods),
    ...plan.methods.map(section),
    ...centralized(plan.centralizedTftp),
  ];
  return markdownFile(blocks);
}

function asItIs({ asItIs: offers }: MigrationPlan): string[] {
  if (offers.length === 0) return [];
  const lines = offers.flatMap(({ file, decision: { verdict, rule }, reasons }) => [
    `- ${asItIsWords(escapeMarkdown(file), verdict, rule)}`,
    ...reasons.map(({ sentence }) => `  - ${escapeMarkdown(sentence)}`),
  ]);
  return [`## ${t('What phones would do now')}`, lines.join('\n')];
}

function asItIsWords(file: string, verdict: Decision['verdict'], rule: string): string {
  switch (verdict) {
    case 'accepted':
      return t('{file}: **accepted** (rule {rule})', { file, rule });
    case 'refused':
      return t('{file}: **refused** (rule {rule})', { file, rule });
    case 'depends':
      return t('{file}: **depends** (rule {rule}) on:', { file, rule });
  }
}

function table(methods: readonly Method[]): string {
  const rows = methods.map(
    ({ title, verdict, sentence }) =>
      `| ${escapeMarkdown(title)} | ${t(methodVerdicts[verdict])} | ${escapeMarkdown(sentence)} |`,
  );
  return [`| ${[t('Method'), t('Verdict'), t('Why')].join(' | ')} |`, '| --- | --- | --- |', ...rows].join('\n');
}

function section({ title, verdict, sentence, conditions, evidence, steps, unknown, sources: ids }: Method): string {
  return [
    `## ${escapeMarkdown(title)}: ${t(methodVerdicts[verdict])}`,
    escapeMarkdown(sentence),
    ...titled(t('It works if:'), sentencesOf(conditions)),
    ...evidenceBlock(evidence),
    ...titled(t('Steps:'), sentencesOf(steps), tasks),
    ...titled(t('Not known:'), sentencesOf(unknown)),
    t('Sources: {sources}', {
      sources: ids.map((id) => `[${escapeMarkdown(sources[id].title)}](${sources[id].url})`).join(', '),
    }),
  ].join('\n\n');
}

function centralized(answer: CentralizedTftp | null): string[] {
  if (answer === null) return [];
  return [
    `## ${t('Centralized TFTP')}`,
    escapeMarkdown(answer.sentence),
    ...titled(t('Steps:'), sentencesOf(answer.steps), tasks),
  ];
}
