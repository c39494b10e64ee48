import type { Fleet, FleetGroup } from './fleet';
import { sentenceOf } from './json';
import type { FleetDevice } from './phones';

/** One phone with what its group says of it: a line of `--jsonl` and of `--csv`. */
export interface PhoneRow extends FleetDevice, Pick<FleetGroup, 'state' | 'verdict' | 'rule'> {
  readonly list: string | null;
  readonly md5: string | null;
  readonly sha1: string | null;
  readonly sha256: string | null;
  readonly ctl: string | null;
  readonly ctlMd5: string | null;
  readonly ctlSha1: string | null;
  readonly sentence: string;
}

/** The phones of a fleet, in the order of their groups. */
export function* phoneRows({ groups }: Pick<Fleet, 'groups'>): Generator<PhoneRow> {
  for (const group of groups) {
    const { state, itl, ctl, verdict, rule, devices } = group;
    const held = { ...itl, ctl: ctl?.list ?? null, ctlMd5: ctl?.md5 ?? null, ctlSha1: ctl?.sha1 ?? null };
    const sentence = sentenceOf(group);
    for (const { name, ...device } of devices) yield { name, state, ...held, verdict, rule, sentence, ...device };
  }
}

const columns: readonly (keyof PhoneRow)[] = [
  ...([
    'name',
    'state',
    'list',
    'md5',
    'sha1',
    'sha256',
    'ctl',
    'ctlMd5',
    'ctlSha1',
    'verdict',
    'rule',
    'sentence',
  ] as const),
  ...(['source', 'line', 'time', 'reported', 'model', 'address', 'description', 'pool', 'location'] as const),
];

/** The fleet as CSV (RFC 4180), a row for each phone behind one with the names of the columns. */
export function* csvRows(fleet: Pick<Fleet, 'groups'>): Generator<string> {
  yield csvRow(columns);
  for (const row of phoneRows(fleet)) yield csvRow(columns.map((column) => row[column]));
}

function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What makes a spreadsheet take a cell for a formula, in both widths. */
const formula = /^\s*[=+\-@＝＋－＠]/;

/**
 * A cell on one line. What a spreadsheet would compute gets an apostrophe in front, which makes it a text there: cells
 * come from phones and tables that anybody may have written.
 */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value).replace(/[\r\n\u2028\u2029]+/g, ' ');
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
