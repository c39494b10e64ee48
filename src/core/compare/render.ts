import { fieldWords } from './reasons';
import { isCosmetic, type FieldDifference, type RowKind } from './comparison';
import { ticketOf, type Compared, type Ticket, type TicketRecord } from './ticket';
import { clipped, visible } from './visible';
import { messages, t } from '../words/translate';

/** The sign of each kind of row, so that colour is never the only difference. */
export const signs: Readonly<Record<RowKind, string>> = {
  same: '=',
  form: '≈',
  moved: '↕',
  renewed: '↻',
  changed: '≠',
  added: '+',
  removed: '−',
  unknown: '?',
};

/** A comparison as plain text for a ticket. Lines end with `\n`. */
export function renderText(...compared: Compared): string {
  const ticket = ticketOf(...compared);
  return lines([
    t('Comparison of two trust lists'),
    ...ticket.sides.map(({ side, name, facts }) => `${`${side}:`.padEnd(6)} ${visible(name)} (${facts})`),
    '',
    t('Summary: {summary}.', { summary: ticket.summary }),
    ...ticket.phone.map(visible),
    ...section(
      t('Header'),
      ticket.header.map((difference) => `  ${fieldText(difference)}`),
    ),
    ...section(t('Records'), ticket.records.flatMap(recordText)),
    ...section(
      t('Not compared'),
      ticket.uncompared.map((sentence) => `  ${visible(sentence)}`),
    ),
  ]);
}

function section(title: string, content: readonly string[]): string[] {
  return content.length === 0 ? [] : ['', title, ...content];
}

function recordText(record: Ticket['records'][number]): string[] {
  if ('unchanged' in record) return [`  = ${unchanged(record)}`];
  const { row, label, fields } = record;
  const isAlone = row.left === null || row.right === null;
  return [
    `  ${signs[row.kind]} ${numbers(record)}: ${clipped(label)}, ${change(record)}`,
    ...fields.map((field) => `      ${isAlone ? contentText(field) : fieldText(field)}`),
  ];
}

/** A field of a record that the other side lacks. */
function contentText({ field, left, right }: FieldDifference): string {
  return `${visible(fieldWords(field))}: ${valueText(left ?? right)}`;
}

function fieldText(difference: FieldDifference): string {
  const { field, left, right } = difference;
  return `${visible(fieldWords(field))}: ${valueText(left)} → ${valueText(right)}${isCosmetic(difference) ? ` (${t('cosmetic')})` : ''}`;
}

function valueText(value: string | null): string {
  return value === null ? t('(none)') : value === '' ? t('(empty)') : clipped(value);
}

/** A comparison as Markdown (GFM) for a ticket. Nothing in a file is read as markup. */
export function renderMarkdown(...compared: Compared): string {
  const ticket = ticketOf(...compared);
  return lines([
    `### ${t('Comparison of two trust lists')}`,
    '',
    ...ticket.sides.map(({ side, name, facts }) => `- ${side}: ${code(visible(name))} (${facts})`),
    '',
    `**${t('Summary:')}** ${escaped(ticket.summary)}.`,
    ...ticket.phone.flatMap((sentence) => ['', escaped(sentence)]),
    ...table(t('Header'), [t('Field'), t('Left'), t('Right'), ''], ticket.header.map(fieldCells)),
    ...table(
      t('Records'),
      ['', t('Record'), t('What'), t('Field'), t('Left'), t('Right'), ''],
      ticket.records.flatMap(recordCells),
    ),
    ...(ticket.uncompared.length === 0 ? [] : ['', `**${t('Not compared')}**`, '']),
    ...ticket.uncompared.map((sentence) => `- ${escaped(sentence)}`),
  ]);
}

function table(title: string, headings: readonly string[], rows: readonly string[][]): string[] {
  if (rows.length === 0) return [];
  return ['', `**${title}**`, '', tableRow(headings), tableRow(headings.map(() => '---')), ...rows.map(tableRow)];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function recordCells(record: Ticket['records'][number]): string[][] {
  if ('unchanged' in record) return [['=', '', unchanged(record), '', '', '', '']];
  const { row, label, fields } = record;
  const own = [signs[row.kind], numbers(record), `${escaped(clipped(label))}, ${change(record)}`];
  const isAlone = row.left === null || row.right === null;
  const [first = ['', '', '', ''], ...rest] = fields.map(isAlone ? contentCells : fieldCells);
  return [[...own, ...first], ...rest.map((cells) => ['', '', '', ...cells])];
}

function fieldCells(difference: FieldDifference): string[] {
  const { field, left, right } = difference;
  return [escaped(fieldWords(field)), valueCell(left), valueCell(right), isCosmetic(difference) ? t('cosmetic') : ''];
}

/** The cells of a field of a record that the other side lacks. */
function contentCells({ field, left, right }: FieldDifference): string[] {
  const cell = (value: string | null): string => (value === null ? '' : valueCell(value));
  return [escaped(fieldWords(field)), cell(left), cell(right), ''];
}

function valueCell(value: string | null): string {
  return value === null ? t('(none)') : value === '' ? t('(empty)') : code(clipped(value));
}

/** A code span, in which nothing but backticks and, in a table, the bar means anything. */
function code(visibleText: string): string {
  const text = visibleText.replaceAll('|', '\\|');
  const longestRun = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const space = longestRun > 0 ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** Text in which no markup, entity, link or table cell begins. */
function escaped(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|~&$]|:(?=\/\/)|(?<=www)\./gi, '\\$&');
}

function numbers({ row: { left, right } }: TicketRecord): string {
  if (left === null) return t('record {right} on the right', { right: right ?? '' });
  if (right === null) return t('record {left} on the left', { left });
  return left === right ? t('record {left}', { left }) : t('record {left} → {right}', { left, right });
}

/** Each kind of row in words. */
export const changes: Readonly<Record<RowKind, string>> = messages({
  same: 'unchanged',
  form: 'written differently',
  moved: 'moved',
  renewed: 'renewed',
  changed: 'changed',
  added: 'added',
  removed: 'removed',
  unknown: 'possibly left out of the other text',
});

function unchanged({ unchanged: count }: { readonly unchanged: number }): string {
  return t('{count} records unchanged', { count });
}

function change({ row: { kind, moved } }: TicketRecord): string {
  return moved && kind !== 'moved' ? t('{change} and moved', { change: t(changes[kind]) }) : t(changes[kind]);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
