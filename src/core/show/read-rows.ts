import type { ElementType } from '../format/elements';
import { limits } from '../format/limits';
import { elementOverhead } from '../format/reader';
import {
  digestNames,
  elementRow,
  functionName,
  HeaderTag,
  headerTagName,
  knownFunctions,
  RecordTag,
} from '../format/tags';
import { elementText } from '../trust/fields';
import type { FieldReport } from '../trust/report';
import type { Output, ShownRecord, ShownRow } from './outputs';

/** The first row of a tag. */
export function rowOf({ rows }: { readonly rows: readonly ShownRow[] }, tag: number): ShownRow | null {
  return rows.find((row) => row.tag === tag) ?? null;
}

/** What a row prints: null if there is no row, or if it prints nothing of a value that is more than NULs. */
export function shownValue(row: ShownRow | null): string | null {
  return row === null || (row.value === '' && row.length > 2) ? null : row.value;
}

/** Bytes of a row's value. A container prints the width of its length, and the length as value. */
export function valueLength(row: ShownRow): number {
  return isContainer(row) ? Number(row.value) : row.length;
}

/** Bytes that a row adds to its table: for a container, those in front of its content, which has rows of its own. */
export function ownLength(row: ShownRow): number {
  return elementOverhead + (isContainer(row) ? 0 : row.length);
}

/** Bytes of a header up to its first row: VERSION and HEADERLENGTH, which are printed above the table. */
export const headerStart = 2 * (elementOverhead + 2);

/** Bytes that a record takes by its own RECORDLENGTH; null if that row is not in the text. */
export function declaredLength(record: ShownRecord): number | null {
  const value = rowOf(record, RecordTag.recordLength)?.value ?? '';
  return value === '' ? null : Number(value);
}

/** Bytes that the rows of a record add up to. */
export function rowsLength({ rows }: { readonly rows: readonly ShownRow[] }): number {
  return rows.reduce((sum, row) => sum + ownLength(row), 0);
}

/** The rows of a header, VERSION and HEADERLENGTH first, as CUCM writes them. */
export function headerReports({ version, headerLength, header }: Output): FieldReport[] {
  const reports: FieldReport[] = [];
  const add = (report: Pick<FieldReport, 'offset' | 'tag' | 'name' | 'depth' | 'text'>, length: number): void => {
    reports.push({ ...report, length: elementOverhead + length, valueLength: length, agreement: null });
  };
  const addLine = (offset: number, tag: number, text: string): void => {
    add({ offset, tag, name: headerTagName(tag), depth: 0, text }, 2);
  };
  if (version !== null) addLine(0, HeaderTag.version, version.value);
  if (headerLength !== null) addLine(headerStart / 2, HeaderTag.headerLength, `${headerLength.value} bytes`);
  let offset = headerStart;
  /** Where the containers around the row end. */
  let open: number[] = [];
  for (const row of header.rows) {
    const here = offset;
    open = open.filter((end) => here < end);
    add({ offset, tag: row.tag, name: row.name, depth: open.length, text: headerText(row) }, valueLength(row));
    if (isContainer(row) && open.length < limits.containerDepth) open.push(offset + elementOverhead + valueLength(row));
    offset += ownLength(row);
  }
  return reports;
}

/** The rows of a record that begins at `start`, which is null if not known. */
export function recordReports({ rows }: ShownRecord, start: number | null): FieldReport[] {
  let offset = start;
  return rows.map((row) => {
    const report: FieldReport = {
      offset: offset ?? 0,
      length: elementOverhead + row.length,
      tag: row.tag,
      name: row.name,
      valueLength: row.length,
      depth: 0,
      text: recordRowText(row),
      agreement: null,
    };
    offset = offset === null ? null : offset + report.length;
    return report;
  });
}

const functionCodes: ReadonlyMap<string, number> = new Map([
  ['Security Token', 0], // as CTLParser says it
  ...knownFunctions().map(([code, name]) => [name, code] as const),
]);

/** The code of a printed function, `Function n` included; null for words that are not a function. */
export function functionCodeOf(text: string): number | null {
  const number = /^Function (\d{1,5})$/.exec(text)?.[1];
  return number === undefined ? (functionCodes.get(text) ?? null) : Number(number);
}

/** The type of a row's element; `bytes` for a tag that nobody knows. */
export function typeOf({ table, tag }: Pick<ShownRow, 'table' | 'tag'>): ElementType {
  return (table === 'any' ? undefined : elementRow(table, tag)?.type) ?? 'bytes';
}

export function isContainer(row: ShownRow): boolean {
  return typeOf(row) === 'container';
}

function headerText(row: ShownRow): string {
  if (isContainer(row)) return '';
  return typeOf(row) === 'signature' ? signatureText(row) : row.value;
}

function signatureText({ tag, value }: ShownRow): string {
  const words = value === '' ? [] : value.split(/\s+/);
  return elementText('header', { tag, value: Uint8Array.from(words, (word) => Number.parseInt(word, 16)) });
}

/** A value as printed, in the words of a report. */
function recordRowText(row: ShownRow): string {
  const { value } = row;
  return value === '' ? '' : (recordTexts[typeOf(row)]?.(value) ?? value);
}

/** The types of which a record's value is not what is printed. */
const recordTexts: Readonly<Partial<Record<ElementType, (value: string) => string>>> = {
  length: (value) => `${value} bytes`,
  function: (value) => {
    const code = functionCodeOf(value);
    return code === null ? value : `${code} · ${functionName(code)}`;
  },
  certificate: () => '', // the hash that is printed is not the value
  hash: (value) => value.toUpperCase().replace(/\s+/g, ' '),
  digest: (value) => {
    const known = [...digestNames].find(([, name]) => name === value);
    return known === undefined ? `${value} · unknown` : `${known[0]} · ${known[1]}`;
  },
};
