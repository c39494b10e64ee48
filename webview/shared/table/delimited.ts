import type { Column } from './column';

/** Rows for another program: tab-separated for a paste, comma-separated (RFC 4180) for a file. */
export type Delimiter = '\t' | ',';

/** A line for each row, the titles of the columns first if they are wanted. */
export function delimited<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  delimiter: Delimiter,
  { withTitles }: { readonly withTitles: boolean },
): string {
  const write = delimiter === '\t' ? tabbed : quoted;
  const ending = delimiter === '\t' ? '\n' : '\r\n';
  const line = (texts: readonly string[]): string => texts.map((text) => write(harmless(text))).join(delimiter);
  const lines = rows.map((row) => line(columns.map(({ text, copied = text }) => copied(row))));
  if (withTitles) lines.unshift(line(columns.map(({ title }) => title)));
  return lines.map((text) => text + ending).join('');
}

/** A spreadsheet runs what begins like a formula; an apostrophe before it makes it a text. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Nothing can be quoted between tabs. */
function tabbed(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
