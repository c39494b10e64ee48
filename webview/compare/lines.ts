import type { Fold, RowKind } from '../../src/core/compare/comparison';
import type { ComparisonView, FieldView, RecordColumns } from '../../src/extension/compare/protocol';
import type { Filter, PageState } from './state';
import { t } from '../../src/core/words/translate';

/** What the list shows, from top to bottom. */
export type Line =
  /** The header and what concerns the list as a whole. */
  | { readonly kind: 'header'; readonly key: string; readonly fields: readonly FieldView[] }
  /** Two records beside each other, or one beside none. */
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly row: number;
      readonly look: RowKind;
      readonly fields: number;
    }
  /** A run of unchanged rows; those of an open one follow. */
  | { readonly kind: 'fold'; readonly key: string; readonly fold: Fold; readonly isOpen: boolean }
  | { readonly kind: 'uncompared'; readonly key: string; readonly sentences: readonly string[] }
  /** Nothing is to be shown: why. */
  | { readonly kind: 'nothing'; readonly key: string; readonly sentence: string };

type Row = Extract<Line, { kind: 'row' }>;
/** What a person chose to see. */
type Choice = Pick<PageState, 'filter' | 'hideForm' | 'search' | 'opened'>;

/** Lays the comparison out under what a person chose to see. */
export function layOut(view: ComparisonView, { filter, hideForm, search, opened }: Choice): readonly Line[] {
  const wanted = search.trim().toLowerCase();
  const lines = [
    ...(wanted === '' ? headerLines(view, filter, hideForm) : []),
    ...rowLines(view, filter, hideForm, wanted, new Set(opened)),
    ...(wanted === '' ? uncomparedLines(view) : []),
  ];
  if (lines.length > 0) return lines;
  return [{ kind: 'nothing', key: 'nothing', sentence: nothingSentence(view, filter, hideForm, wanted) }];
}

/** True for a line that shows a difference, under the filter that it was laid out for. */
export function isDifference(line: Line): boolean {
  switch (line.kind) {
    case 'header':
      return line.fields.length > 0;
    case 'row':
      return line.look !== 'same' && line.look !== 'unknown';
    case 'fold':
    case 'uncompared':
    case 'nothing':
      return false;
  }
}

function headerLines({ header }: ComparisonView, filter: Filter, hideForm: boolean): Line[] {
  const fields = hideForm ? header.filter(({ form }) => !form) : header;
  return filter !== 'all' && fields.length === 0 ? [] : [{ kind: 'header', key: 'header', fields }];
}

function uncomparedLines({ uncompared }: ComparisonView): Line[] {
  return uncompared.length === 0 ? [] : [{ kind: 'uncompared', key: 'uncompared', sentences: uncompared }];
}

function rowLines(
  view: ComparisonView,
  filter: Filter,
  hideForm: boolean,
  wanted: string,
  opened: ReadonlySet<string>,
): Line[] {
  const rows = view.rows.kinds.map((_, row) => rowLine(view, row, hideForm));
  if (wanted !== '') return rows.filter((line) => isShown(line, filter) && matches(view, line.row, wanted));
  if (filter !== 'all') return rows.filter((line) => isShown(line, filter));

  const folds = hideForm ? view.folds.withoutForm : view.folds.withForm;
  const foldAt = new Map(folds.map((fold) => [fold.first, fold]));
  const lines: Line[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const fold = foldAt.get(at);
    if (fold !== undefined) {
      const key = `fold ${rows[at]?.key ?? ''}`;
      const isOpen = opened.has(key);
      lines.push({ kind: 'fold', key, fold, isOpen });
      if (!isOpen) {
        at = fold.last;
        continue;
      }
    }
    const row = rows[at];
    if (row !== undefined) lines.push(row);
  }
  return lines;
}

function isShown({ look }: Row, filter: Filter): boolean {
  return filter === 'all' || look !== 'same';
}

/** Without differences of form, a row that has no others is unchanged. */
function rowLine({ rows }: ComparisonView, row: number, hideForm: boolean): Row {
  const kind = rows.kinds[row] ?? 'same';
  return {
    kind: 'row',
    key: `row ${rows.left.numbers[row] ?? ''} ${rows.right.numbers[row] ?? ''}`,
    row,
    look: hideForm && kind === 'form' ? 'same' : kind,
    fields: (rows.fields[row] ?? 0) - (hideForm ? (rows.formFields[row] ?? 0) : 0),
  };
}

function matches({ rows }: ComparisonView, row: number, wanted: string): boolean {
  return holds(rows.left, row, wanted) || holds(rows.right, row, wanted);
}

/** Serial numbers are found with colons, as here, and without, as in certificate viewers. */
function holds({ functions, names, serials }: RecordColumns, row: number, wanted: string): boolean {
  const serial = serials[row] ?? '';
  const text = [functions[row], names[row], serial, serial.replaceAll(':', '')].join('\n');
  return text.toLowerCase().includes(wanted);
}

function nothingSentence({ same }: ComparisonView, filter: Filter, hideForm: boolean, wanted: string): string {
  if (wanted !== '') return filter === 'all' ? t('No record matches.') : t('No differing record matches.');
  return same && hideForm ? t('The lists do not differ in meaning.') : t('The lists do not differ.');
}
