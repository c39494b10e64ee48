import type { Evidence } from './evidence';
import { t } from '../words/translate';

/** What the change tickets about phones are made of: CommonMark with task lists. */

/** A file that holds these blocks, an empty line between them. */
export function markdownFile(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}

/** A block with a line before it; none where there is nothing to list. */
export function titled(title: string, items: readonly string[], list = bullets): string[] {
  return items.length === 0 ? [] : [`${title}\n\n${list(items)}`];
}

export function evidenceBlock(evidence: readonly Evidence[]): string[] {
  return titled(t('What the files say:'), evidence.map(place));
}

function place({ sentence, file, record }: Evidence): string {
  if (file === null || sentence.includes(file)) return sentence;
  return `${sentence} (${record === null ? file : t('{file}, record {record}', { file, record })})`;
}

export function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join('\n');
}

export function tasks(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- [ ] ${escapeMarkdown(sentence)}`).join('\n');
}

export function files(names: readonly string[]): string {
  return names.length === 0 ? t('no files given') : names.map(escapeMarkdown).join(', ');
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
