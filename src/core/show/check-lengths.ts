import type { ElementType } from '../format/elements';
import { elementRow, HeaderTag, headerTagName, RecordTag } from '../format/tags';
import type { FieldReport, FindingPlace, RecordReport, Report } from '../trust/report';
import { hasWholeHeader, isCut, type Completeness } from './completeness';
import { fileBytes } from './layout';
import type { Output, ShownRecord, ShownRow } from './outputs';
import {
  declaredLength,
  headerStart,
  isContainer,
  ownLength,
  rowOf,
  rowsLength,
  typeOf,
  valueLength,
} from './read-rows';
import { filePlace, recordPlace, rowPlace, shown, type ShownFinding } from './shown-finding';

/** Most bytes of PADDING, which aligns the header to 4 bytes and is not printed. */
const mostPadding = 3;

/** Compares every length that a text prints with what it counts: file, header, containers, records and values. */
export function checkLengths(output: Output, report: Report, completeness: Completeness): ShownFinding[] {
  const isHeaderWhole = hasWholeHeader(output);
  // VERSION and HEADERLENGTH are printed above the header's rows.
  const header = describedRows(output.header.rows, report.header.slice(-output.header.rows.length));
  return [
    ...checkFileLength(output, completeness),
    ...(isHeaderWhole ? [...checkHeaderLength(output), ...checkContainers(header)] : []),
    ...checkValues(null, isHeaderWhole ? header : header.slice(0, -1)),
    ...output.records.flatMap((record, position) => {
      const described = report.records[position];
      if (described === undefined) return [];
      const rows = describedRows(record.rows, described.fields);
      // The text may end inside the last row.
      if (isCut(record, output)) return checkValues(record.index, rows.slice(0, -1));
      return [...checkRecordLength(record, described), ...checkValues(record.index, rows)];
    }),
  ];
}

/** A row with what the report says of it. */
interface DescribedRow {
  readonly row: ShownRow;
  readonly field: FieldReport;
}

function describedRows(rows: readonly ShownRow[], fields: readonly FieldReport[]): DescribedRow[] {
  return rows.flatMap((row, at) => {
    const field = fields[at];
    return field === undefined ? [] : [{ row, field }];
  });
}

function checkFileLength({ length }: Output, completeness: Completeness): ShownFinding[] {
  const { complete, length: actual } = completeness;
  if (length === null || actual === null) return [];
  // What is left out can only make the sum smaller.
  const disagrees = complete ? actual !== length.value : actual > length.value;
  return disagrees
    ? [shown('show-length-sum', { declared: length.value, actual }, filePlace(length.value), length)]
    : [];
}

function checkHeaderLength({ version, headerLength, header }: Output): ShownFinding[] {
  if (version === null || headerLength === null) return [];
  const actual = header.rows.reduce((sum, row) => sum + ownLength(row), headerStart);
  const padding = headerLength.value - actual;
  if (padding >= 0 && padding <= mostPadding) return [];
  const field = headerTagName(HeaderTag.headerLength);
  const where: FindingPlace = { record: null, field, offset: headerStart / 2, length: headerStart / 2 };
  return [shown('header-length', { declared: headerLength.value, actual }, where, headerLength)];
}

/** A container must end where one of the rows in it ends; a row that is itself a container does not count. */
function checkContainers(rows: readonly DescribedRow[]): ShownFinding[] {
  const endOf = ({ field: { offset, length } }: DescribedRow): number => offset + length;
  const ends = new Set(rows.filter(({ row }) => !isContainer(row)).map(endOf));
  return rows
    .filter((described) => isContainer(described.row) && described.field.valueLength !== 0)
    .filter((described) => !ends.has(endOf(described)))
    .map(({ row, field }) =>
      shown('container-length', { name: row.name, declared: valueLength(row) }, rowPlace(null, field), row),
    );
}

function checkRecordLength(record: ShownRecord, report: RecordReport): ShownFinding[] {
  const declared = declaredLength(record);
  const actual = rowsLength(record);
  if (declared === null || declared === actual) return [];
  const row = rowOf(record, RecordTag.recordLength) ?? record;
  const field = report.fields.find(({ tag }) => tag === RecordTag.recordLength);
  const where = field === undefined ? recordPlace(report) : rowPlace(report.index, field);
  return [shown('show-record-length', { declared, actual }, where, row)];
}

function checkValues(record: number | null, rows: readonly DescribedRow[]): ShownFinding[] {
  return rows.flatMap(({ row, field }) => {
    const actual = shownBytes(row);
    if (actual === null || actual.includes(row.length)) return [];
    const args = { name: row.name, declared: row.length, actual: actual[0] };
    return [shown('show-value-length', args, rowPlace(record, field), row)];
  });
}

type Bytes = readonly [number, ...number[]];

/**
 * Bytes that a value has by what is printed of it; of a name first with the NUL that its length counts, then without.
 * Null if not all of a value is printed.
 */
function shownBytes(row: ShownRow): Bytes | null {
  const { table, tag, value } = row;
  if (value === '' || table === 'any' || elementRow(table, tag)?.show !== 'value') return null;
  return bytesOf[typeOf(row)]?.(value) ?? null;
}

/** The types of which all of a value is printed. */
const bytesOf: Readonly<Partial<Record<ElementType, (value: string) => Bytes | null>>> = {
  text: nameBytes,
  name: nameBytes,
  serial: (value) => [value.split(':').length],
  signature: octets,
  hash: octets,
};

function nameBytes(value: string): Bytes | null {
  const bytes = fileBytes(value);
  return bytes === null ? null : [bytes + 1, bytes];
}

function octets(value: string): Bytes {
  return [value.split(/\s+/).length];
}
