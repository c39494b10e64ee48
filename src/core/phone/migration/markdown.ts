import type { CentralizedTftp } from './centralized-tftp';
import { sentencesOf } from '../../words/statement';
import { bullets, escapeMarkdown, evidenceBlock, files, markdownFile, tasks, titled } from '../markdown';
import type { Method, MigrationPlan } from './migration';
import { methodVerdicts } from './reasons';
import { sources } from '../rules';

/** A migration plan as Markdown, for a change ticket: CommonMark with tables and task lists. */
export function migrationMarkdown(plan: MigrationPlan): string {
  const blocks = [
    '# Moving phones to another cluster',
    `From: ${files(plan.from)}  \nTo: ${plan.destination ?? files(plan.to)}`,
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
    `- ${escapeMarkdown(file)}: **${verdict}** (rule ${rule})${verdict === 'depends' ? ' on:' : ''}`,
    ...reasons.map(({ sentence }) => `  - ${escapeMarkdown(sentence)}`),
  ]);
  return ['## What phones would do now', lines.join('\n')];
}

function table(methods: readonly Method[]): string {
  const rows = methods.map(
    ({ title, verdict, sentence }) =>
      `| ${escapeMarkdown(title)} | ${methodVerdicts[verdict]} | ${escapeMarkdown(sentence)} |`,
  );
  return ['| Method | Verdict | Why |', '| --- | --- | --- |', ...rows].join('\n');
}

function section({ title, verdict, sentence, conditions, evidence, steps, unknown, sources: ids }: Method): string {
  return [
    `## ${escapeMarkdown(title)}: ${methodVerdicts[verdict]}`,
    escapeMarkdown(sentence),
    ...titled('It works if:', sentencesOf(conditions)),
    ...evidenceBlock(evidence),
    ...titled('Steps:', sentencesOf(steps), tasks),
    ...titled('Not known:', sentencesOf(unknown)),
    `Sources: ${ids.map((id) => `[${escapeMarkdown(sources[id].title)}](${sources[id].url})`).join(', ')}`,
  ].join('\n\n');
}

function centralized(answer: CentralizedTftp | null): string[] {
  if (answer === null) return [];
  return [
    '## Centralized TFTP',
    escapeMarkdown(answer.sentence),
    ...titled('Steps:', sentencesOf(answer.steps), tasks),
  ];
}
