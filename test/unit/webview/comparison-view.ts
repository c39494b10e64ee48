import { folds, type Row, type RowKind } from '../../../src/core/compare/comparison';
import type { ComparisonView, FieldView, RecordColumns, RowColumns } from '../../../src/extension/compare/protocol';

/** A row of a comparison for a page: one letter a kind, `=` same, `~` form, `!` changed, `+` added, `-` removed, `?` unknown. */
const kinds: Readonly<Record<string, RowKind>> = {
  '=': 'same',
  '~': 'form',
  '!': 'changed',
  '+': 'added',
  '-': 'removed',
  '?': 'unknown',
};

export interface ViewSpec {
  readonly rows: string;
  readonly header?: readonly FieldView[];
  readonly uncompared?: readonly string[];
  /** The name of each record; `host1`, `host2`, … by default. */
  readonly names?: readonly string[];
}

export const ofForm: FieldView = { field: 'TIMESTAMP', left: 'a', right: 'b', form: true };
export const ofMeaning: FieldView = { field: 'signature', left: 'valid', right: 'invalid', form: false };

/** What the host sends of a comparison with these rows. A changed record differs in a field of meaning and in one of form. */
export function comparisonView({ rows: letters, header = [], uncompared = [], names = [] }: ViewSpec): ComparisonView {
  const rowKinds = Array.from(letters, (letter) => kinds[letter] ?? 'same');
  let [left, right] = [0, 0];
  const rows = rowKinds.map((kind): Row => {
    const numbers = { left: kind === 'added' ? null : ++left, right: kind === 'removed' ? null : ++right };
    return { kind, ...numbers, moved: false, fields: [] };
  });
  const formFields = rowKinds.map((kind) => (kind === 'form' || kind === 'changed' ? 1 : 0));
  const meaningFields = rowKinds.map((kind) =>
    kind === 'changed' ? 1 : kind === 'added' || kind === 'removed' ? 3 : 0,
  );
  return {
    same: !/[!+-]/.test(letters) && header.every(({ form }) => form),
    summary: '',
    header,
    rows: {
      kinds: rowKinds,
      moved: rows.map(() => false),
      left: columns(
        rows.map((row) => row.left),
        names,
      ),
      right: columns(
        rows.map((row) => row.right),
        names,
      ),
      fields: rowKinds.map((_, at) => (formFields[at] ?? 0) + (meaningFields[at] ?? 0)),
      formFields,
    },
    folds: { withForm: folds(rows), withoutForm: folds(rows, { hideForm: true }) },
    uncompared,
    looks: Object.fromEntries(rowKinds.map((kind) => [kind, { sign: '', word: kind }])) as ComparisonView['looks'],
  };
}

function columns(numbers: RowColumns['left']['numbers'], names: readonly string[]): RecordColumns {
  const column = (text: (at: number) => string): (string | null)[] =>
    numbers.map((number, at) => (number === null ? null : text(at)));
  return {
    numbers,
    functions: column((at) => (at === 0 ? 'SAST' : 'TVS')),
    names: column((at) => names[at] ?? `host${at + 1}`),
    serials: column((at) => `2E:3E:0${at % 10}`),
  };
}
