import { bullets, escapeMarkdown, markdownFile, tasks, titled } from '../../phone/markdown';
import { sentencesOf } from '../../words/statement';
import type { SourceProblem } from '../observation';
import type { Fleet, FleetGroup } from './fleet';
import { sentenceOf } from './json';
import type { PlanStep } from './plan';
import { phonesPhrase } from './reasons';
import { holdingOf, modelsOf, titleOf } from './titles';
import { messages, t } from '../../words/translate';

const columns = messages(['Result', 'Phones', 'Holds', 'Models', 'Rule', 'Why']);

/** Problems that a ticket names. */
const mostProblems = 50;

/** The answer about a fleet as a change ticket takes it: a row for each group, and what to do as tasks. */
export function fleetMarkdown(fleet: Fleet, plan: readonly PlanStep[]): string {
  const { phones, served, groups, problems } = fleet;
  const files = served.map(({ file, sha1 }) => `${file} (SHA-1 ${sha1})`);
  return markdownFile([
    `# ${phonesPhrase(phones)}`,
    ...titled(t('Served now:'), files),
    [
      row(columns.map((title) => t(title))),
      row(columns.map(() => '---')),
      ...groups.map((group) => row(cellsOf(group).map(escapeMarkdown))),
    ].join('\n'),
    ...titled(`## ${t('What to do')}`, sentencesOf(plan.map(({ says }) => says)), tasks),
    ...titled(
      `## ${t('Problems')}`,
      problems.slice(0, mostProblems).map(problemLine).concat(more(problems.length)),
      bullets,
    ),
  ]);
}

function cellsOf(group: FleetGroup): string[] {
  const { devices, rule } = group;
  return [titleOf(group), String(devices.length), holdingOf(group), modelsOf(devices), rule ?? '', sentenceOf(group)];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function more(problems: number): string[] {
  return problems > mostProblems ? [t('{count} more', { count: problems - mostProblems })] : [];
}

/** `phones.csv:12: …`: as compilers name places. */
export function problemLine({ file, line, message }: SourceProblem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${message}`;
}
