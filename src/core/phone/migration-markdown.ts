import type { Evidence } from './regenerate';
import type { Method, MethodVerdict, MigrationPlan } from './migration';
import { sources } from './rules';

const verdictWords: Readonly<Record<MethodVerdict, string>> = {
  works: 'works',
  'works-if': 'works if …',
  'does-not': 'does not work',
};

/** A migration plan as Markdown, for a change ticket: CommonMark with tables and task lists. */
export function migrationMarkdown(plan: MigrationPlan): string {
  const blocks = [
    '# Moving phones to another cluster',
    `From: ${files(plan.from)}  \nTo: ${files(plan.to)}`,
    ...asItIs(plan),
    table(plan.methods),
    ...plan.methods.map(section),
    ...(plan.notes.length === 0 ? [] : ['## Notes', bullets(plan.notes)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function asItIs({ asItIs: offers }: MigrationPlan): string[] {
  if (offers.length === 0) return [];
  const lines = offers.map(
    ({ file, decision: { verdict, rule } }) => `- ${escapeMarkdown(file)}: **${verdict}** (rule ${rule})`,
  );
  return ['## What phones would do as it is', lines.join('\n')];
}

function table(methods: readonly Method[]): string {
  const rows = methods.map(
    ({ title, verdict, sentence }) =>
      `| ${escapeMarkdown(title)} | ${verdictWords[verdict]} | ${escapeMarkdown(sentence)} |`,
  );
  return ['| Method | Verdict | Why |', '| --- | --- | --- |', ...rows].join('\n');
}

function section({ title, verdict, sentence, conditions, evidence, steps, unknown, sources: ids }: Method): string {
  return [
    `## ${escapeMarkdown(title)}: ${verdictWords[verdict]}`,
    escapeMarkdown(sentence),
    ...(conditions.length === 0 ? [] : [`It works if:\n\n${bullets(conditions)}`]),
    ...(evidence.length === 0 ? [] : [`What the files say:\n\n${bullets(evidence.map(place))}`]),
    ...(steps.length === 0 ? [] : [`Steps:\n\n${tasks(steps)}`]),
    ...(unknown.length === 0 ? [] : [`Not known:\n\n${bullets(unknown)}`]),
    `Sources: ${ids.map((id) => `[${escapeMarkdown(sources[id].title)}](${sources[id].url})`).join(', ')}`,
  ].join('\n\n');
}

function place({ sentence, file, record }: Evidence): string {
  if (file === null || sentence.includes(file)) return sentence;
  return `${sentence} (${file}${record === null ? '' : `, record ${record}`})`;
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join('\n');
}

function tasks(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- [ ] ${escapeMarkdown(sentence)}`).join('\n');
}

function files(names: readonly string[]): string {
  return names.length === 0 ? 'no files given' : names.map(escapeMarkdown).join(', ');
}

/** Names come from files: they are shown as text, and never as markup, a link or a line of their own. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]#|~!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/^>/, '\\>')
    .replace(/(?<=https?|ftp)(?=:\/\/)|(?<=www)(?=\.)/gi, '\\');
}
