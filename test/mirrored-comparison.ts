import type { Comparison, FieldDifference, Row } from '../src/core/compare/comparison';

/** What the comparison from right to left must be, given the one from left to right. */
export function mirrored(
  comparison: Comparison,
): Pick<Comparison, 'same' | 'identical' | 'header' | 'uncompared'> & { rows: Row[] } {
  const swap = ({ field, left, right, form }: FieldDifference): FieldDifference => ({
    field,
    left: right,
    right: left,
    form,
  });
  const kinds: Partial<Record<Row['kind'], Row['kind']>> = { added: 'removed', removed: 'added' };
  return {
    same: comparison.same,
    identical: comparison.identical,
    header: comparison.header.map(swap),
    uncompared: comparison.uncompared,
    rows: comparison.rows.map(({ kind, left, right, moved, fields }) => ({
      kind: kinds[kind] ?? kind,
      left: right,
      right: left,
      moved,
      fields: fields.map(swap),
    })),
  };
}

/** Without the order in which rows and fields are listed: that follows the sides. */
export function sorted(comparison: Omit<Comparison, 'summary' | 'clauses'>): unknown {
  const byText = <T>(values: readonly T[]): T[] =>
    [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return {
    same: comparison.same,
    identical: comparison.identical,
    header: byText(comparison.header),
    uncompared: byText(comparison.uncompared),
    rows: byText(comparison.rows.map((row) => ({ ...row, fields: byText(row.fields) }))),
  };
}
