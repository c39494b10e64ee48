import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../../webview/shared/table/column';
import { delimited } from '../../../../webview/shared/table/delimited';
import { TableRows } from '../../../../webview/shared/table/rows';

interface Row {
  readonly file: string;
  readonly verdict: string;
  readonly rank: number | null;
}

const columns: Columns<Row> = [
  { id: 'file', title: 'File', minWidth: 1, grow: 1, text: ({ file }) => file },
  { id: 'verdict', title: 'Verdict', minWidth: 1, grow: 1, text: ({ verdict }) => verdict, sortBy: ({ rank }) => rank },
];

function rowsOf(...rows: readonly Row[]): TableRows<Row> {
  const table = new TableRows(columns, ({ file }: Row) => file, { column: 'file', isDescending: false });
  table.replace(rows);
  return table;
}

const row = (file: string, verdict = '', rank: number | null = 0): Row => ({ file, verdict, rank });

it('shows only wanted rows of those that the words leave, also of rows that come later', () => {
  const table = rowsOf(row('a', 'x'), row('b', 'y'), row('c', 'x'));
  table.narrow(({ verdict }) => verdict === 'x');
  expect(table.keys()).toEqual(['a', 'c']);
  table.filter('c');
  expect(table.keys()).toEqual(['c']);
  expect(table.total).toBe(3);
  table.filter('');
  table.update([row('d', 'x'), row('e', 'y')], ['a']);
  expect(table.keys()).toEqual(['c', 'd']);
  table.narrow(null);
  expect(table.keys()).toEqual(['b', 'c', 'd', 'e']);
});

describe('sorting', () => {
  it('counts as people do, and tells no case apart', () => {
    expect(rowsOf(row('ITL-10'), row('itl-9'), row('ITL-2'), row('CTL')).keys()).toEqual([
      'CTL',
      'ITL-2',
      'itl-9',
      'ITL-10',
    ]);
  });

  it('has what is not known last in either direction, and equal rows by the first column', () => {
    const table = rowsOf(row('b', '', 1), row('a', '', 1), row('c', '', null), row('d', '', 0));
    table.sort({ column: 'verdict', isDescending: false });
    expect(table.keys()).toEqual(['d', 'a', 'b', 'c']);
    table.sort({ column: 'verdict', isDescending: true });
    expect(table.keys()).toEqual(['a', 'b', 'd', 'c']);
  });
});

describe('filtering', () => {
  it('shows the rows that have every word in some column, in upper or lower case', () => {
    const table = rowsOf(row('a/ITL', 'Damaged'), row('b/ITL', 'Verified'), row('a/CTL', 'Damaged'));
    table.filter('  itl DAMAGED ');
    expect(table.keys()).toEqual(['a/ITL']);
    expect([table.length, table.total]).toEqual([1, 3]);
    table.filter('');
    expect(table.length).toBe(3);
  });

  it('does not take the end of one column and the start of the next for a word', () => {
    const table = rowsOf(row('one', 'two'));
    table.filter('onetwo');
    expect(table.length).toBe(0);
  });
});

describe('updates', () => {
  it('replace rows of the same key, where they belong then, and take rows away', () => {
    const table = rowsOf(row('a', '', 1), row('b', '', 2), row('c', '', 3));
    table.sort({ column: 'verdict', isDescending: false });
    table.update([row('a', '', 9), row('d', '', 0)], ['b']);
    expect(table.keys()).toEqual(['d', 'c', 'a']);
    expect(table.positionOf('c')).toBe(1);
    expect(table.positionOf('b')).toBe(-1);
  });

  it('leave the table as if all rows had come at once, in any order and number of parts', () => {
    const rows = fc.array(
      fc.record({
        file: fc.string({ maxLength: 3 }),
        verdict: fc.string({ maxLength: 2 }),
        rank: fc.option(fc.nat(3)),
      }),
    );
    const step = fc.oneof(
      fc.record({ kind: fc.constant('update' as const), rows, removed: fc.array(fc.string({ maxLength: 3 })) }),
      fc.record({
        kind: fc.constant('sort' as const),
        column: fc.constantFrom('file', 'verdict'),
        isDescending: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('filter' as const), text: fc.string({ maxLength: 2 }) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const table = rowsOf();
        const all = new Map<string, Row>();
        let [order, text] = [{ column: 'file', isDescending: false }, ''];
        for (const one of steps) {
          if (one.kind === 'sort') table.sort((order = one));
          else if (one.kind === 'filter') table.filter((text = one.text));
          else {
            table.update(one.rows, one.removed);
            for (const file of one.removed) all.delete(file);
            for (const added of one.rows) all.set(added.file, added);
          }
        }
        const fresh = rowsOf(...all.values());
        fresh.sort(order);
        fresh.filter(text);
        expect(table.keys()).toEqual(fresh.keys());
        expect(table.among(new Set(all.keys()))).toEqual(fresh.among(new Set(all.keys())));
      }),
    );
  });
});

describe('rows for another program', () => {
  const rows = [row('a,"b".tlv', 'two\nlines'), row('=cmd', '\ttab')];

  it('are quoted in a file of commas, and their tabs and line ends are blanks between tabs', () => {
    expect(delimited(columns, rows, ',', { withTitles: true })).toBe(
      'File,Verdict\r\n"a,""b"".tlv","two\nlines"\r\n\'=cmd,\'\ttab\r\n',
    );
    expect(delimited(columns, rows, '\t', { withTitles: false })).toBe('a,"b".tlv\ttwo lines\n\'=cmd\t\' tab\n');
  });

  it('have as many lines and fields as rows and columns, and no formula, whatever they contain', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ file: fc.string(), verdict: fc.string(), rank: fc.nat() })), (some) => {
        const lines = delimited(columns, some, '\t', { withTitles: false }).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.length).toBe(some.length);
        for (const line of lines) {
          const fields = line.split('\t');
          expect(fields.length).toBe(columns.length);
          for (const field of fields) expect(field).not.toMatch(/^[=+\-@]/);
        }
      }),
    );
  });
});
