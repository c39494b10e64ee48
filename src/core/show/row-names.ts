import { elementRows, type ElementTable } from '../format/tags';
import type { RowToken } from './token';

type RowIdentity = Pick<RowToken, 'table' | 'name' | 'ofParser'>;

/** The rows that an output may have, each with the name that is printed: the cluster's, or CTLParser's. */
const rows = [...rowsOf('header'), ...rowsOf('record')];

/** Every name that a row may have. */
export const rowNames: readonly string[] = rows.map(({ printed }) => printed);

function rowsOf(table: ElementTable): (RowIdentity & { readonly tag: number; readonly printed: string })[] {
  return elementRows(table)
    .filter(({ show }) => show === 'value' || show === 'name')
    .flatMap(({ tag, name, parserName }) => [
      { table, tag, name, printed: name, ofParser: false },
      ...(parserName === undefined ? [] : [{ table, tag, name, printed: parserName, ofParser: true }]),
    ]);
}

/** Which row a tag and a printed name are; null if that tag does not have that name. */
export function rowIdentity(tag: number, name: string): RowIdentity | null {
  const known = rows.find((row) => row.tag === tag && row.printed === name);
  if (known !== undefined) return { table: known.table, name: known.name, ofParser: known.ofParser };
  return name === `TAG ${tag}` ? { table: 'any', name, ofParser: false } : null;
}
