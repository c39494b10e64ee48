import { isCosmetic, type FieldDifference, type RowKind } from './comparison';
import { ticketOf, type Compared, type Ticket, type TicketRecord } from './ticket';
import { clipped, visible } from './visible';

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
    'Comparison of two trust lists',
    ...ticket.sides.map(({ side, name, facts }) => `${`${side}:`.padEnd(6)} ${visible(name)} (${facts})`),
    '',
    `Summary: ${ticket.summary}.`,
    ...ticket.phone.map(visible),
    ...section(
      'Header',
      ticket.header.map((difference) => `  ${fieldText(difference)}`),
    ),
    ...section('Records', ticket.records.flatMap(recordText)),
    ...section(
      'Not compared',
      ticket.uncompared.map((sentence) => `  ${visible(sentence)}`),
    ),
  ]);
}

function section(title: string, content: readonly string[]): string[] {
  return content.length === 0 ? [] : ['', title, ...content];
}

function recordText(record: Ticket['records'][number]): string[] {
  if ('unchanged' in record) return [`  = ${record.unchanged} records unchanged`];
  const { row, label, fields } = record;
  const isAlone = row.left === null || row.right === null;
  return [
    `  ${signs[row.kind]} ${numbers(record)}: ${clipped(label)}, ${change(record)}`,
    ...fields.map((field) => `      ${isAlone ? contentText(field) : fieldText(field)}`),
  ];
}

/** A field of a record that the other side lacks. */
function contentText({ field, left, right }: FieldDifference): string {
  return `${visible(field)}: ${valueText(left ?? right)}`;
}

function fieldText(difference: FieldDifference): string {
  const { field, left, right } = difference;
  return `${visible(field)}: ${valueText(left)} → ${valueText(right)}${isCosmetic(difference) ? ' (cosmetic)' : ''}`;
}

function valueText(value: string | null): string {
  return value === null ? '(none)' : value === '' ? '(empty)' : clipped(value);
}

/** A comparison as Markdown (GFM) for a ticket. Nothing in a file is read as markup. */
export function renderMarkdown(...compared: Compared): string {
  const ticket = ticketOf(...compared);
  return lines([
    '### Comparison of two trust lists',
    '',
    ...ticket.sides.map(({ side, name, facts }) => `- ${side}: ${code(visible(name))} (${facts})`),
    '',
    `**Summary:** ${escaped(ticket.summary)}.`,
    ...ticket.phone.flatMap((sentence) => ['', escaped(sentence)]),
    ...table('Header', ['Field', 'Left', 'Right', ''], ticket.header.map(fieldCells)),
    ...table('Records', ['', 'Record', 'What', 'Field', 'Left', 'Right', ''], ticket.records.flatMap(recordCells)),
    ...(ticket.uncompared.length === 0 ? [] : ['', '**Not compared**', '']),
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
  if ('unchanged' in record) return [['=', '', `${record.unchanged} records unchanged`, '', '', '', '']];
  const { row, label, fields } = record;
  const own = [signs[row.kind], numbers(record), `${escaped(clipped(label))}, ${change(record)}`];
  const isAlone = row.left === null || row.right === null;
  const [first = ['', '', '', ''], ...rest] = fields.map(isAlone ? contentCells : fieldCells);
  return [[...own, ...first], ...rest.map((cells) => ['', '', '', ...cells])];
}

function fieldCells(difference: FieldDifference): string[] {
  const { field, left, right } = difference;
  return [escaped(field), valueCell(left), valueCell(right), isCosmetic(difference) ? 'cosmetic' : ''];
}

/** The cells of a field of a record that the other side lacks. */
function contentCells({ field, left, right }: FieldDifference): string[] {
  const cell = (value: string | null): string => (value === null ? '' : valueCell(value));
  return [escaped(field), cell(left), cell(right), ''];
}

function valueCell(value: string | null): string {
  return value === null ? '(none)' : value === '' ? '(empty)' : code(clipped(value));
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
  if (left === null) return `record ${right ?? ''} on the right`;
  if (right === null) return `record ${left} on the left`;
  return left === right ? `record ${left}` : `record ${left} → ${right}`;
}

/** Each kind of row in words. */
export const changes: Readonly<Record<RowKind, string>> = {
  same: 'unchanged',
  form: 'written differently',
  moved: 'moved',
  renewed: 'renewed',
  changed: 'changed',
  added: 'added',
  removed: 'removed',
  unknown: 'possibly left out of the other text',
};

function change({ row: { kind, moved } }: TicketRecord): string {
  return moved && kind !== 'moved' ? `${changes[kind]} and moved` : changes[kind];
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
