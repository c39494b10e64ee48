import { limits } from '../format/limits';
import { elementOverhead } from '../format/reader';
import { containerTags, digestNames, functionName, HeaderTag, knownFunctions, RecordTag } from '../format/tags';
import { recordText } from '../trust/fields';
import type { FieldReport } from '../trust/report';
import type { Output, ShownRecord, ShownRow } from './outputs';

/** The row of a tag, the first where there are several. */
export function rowOf({ rows }: { readonly rows: readonly ShownRow[] }, tag: number): ShownRow | null {
  return rows.find((row) => row.tag === tag) ?? null;
}

/** What a row prints: null where there is no row, or where it prints nothing of a value that has more than NULs. */
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

/** Bytes that a record takes by its own RECORDLENGTH; null where that row is not in the text. */
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
  if (version !== null) {
    add({ offset: 0, tag: HeaderTag.version, name: 'VERSION', depth: 0, text: version.value }, 2);
  }
  if (headerLength !== null) {
    const text = `${headerLength.value} bytes`;
    add({ offset: headerStart / 2, tag: HeaderTag.headerLength, name: 'HEADERLENGTH', depth: 0, text }, 2);
  }
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

/** The rows of a record that begins at `start`; null where that is not known. */
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

/** The code of a printed function, `Function n` included; null for words that stand for none. */
export function functionCodeOf(text: string): number | null {
  const number = /^Function (\d{1,5})$/.exec(text)?.[1];
  return number === undefined ? (functionCodes.get(text) ?? null) : Number(number);
}

export function isContainer(row: ShownRow): boolean {
  return row.table === 'header' && containerTags.has(row.tag);
}

function headerText(row: ShownRow): string {
  if (isContainer(row)) return '';
  return row.tag === HeaderTag.signature ? signatureText(row.value) : row.value;
}

function signatureText(value: string): string {
  const words = value === '' ? [] : value.split(/\s+/);
  const bytes = Uint8Array.from(words, (word) => Number.parseInt(word, 16));
  const { signature: tag } = RecordTag;
  return recordText({ kind: 'element', tag, offset: 0, length: bytes.length, value: bytes, children: null });
}

/** A value as printed, in the words of a report. */
function recordRowText({ tag, value }: ShownRow): string {
  if (value === '') return '';
  switch (tag) {
    case RecordTag.recordLength:
      return `${value} bytes`;
    case RecordTag.function: {
      const code = functionCodeOf(value);
      return code === null ? value : `${code} · ${functionName(code)}`;
    }
    case RecordTag.certificate:
      return ''; // the hash that is printed is not the value
    case RecordTag.certHash:
      return value.toUpperCase().replace(/\s+/g, ' ');
    case RecordTag.hashAlgorithm: {
      const known = [...digestNames].find(([, name]) => name === value);
      return known === undefined ? `${value} · unknown` : `${known[0]} · ${known[1]}`;
    }
    default:
      return value;
  }
}
