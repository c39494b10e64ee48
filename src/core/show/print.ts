import type { ElementType } from '../format/elements';
import { colonHex, elementsOf, integerOf, textOf } from '../format/fields';
import type { TlvElement, TrustList, TrustRecord } from '../format/model';
import { elementOverhead } from '../format/reader';
import {
  digestNames,
  elementName,
  elementRow,
  functionName,
  HeaderTag,
  headerTagName,
  RecordFunction,
  type ElementTable,
} from '../format/tags';
import { spacedHex } from '../trust/fields';
import { headerFieldPlace, recordPlace } from '../trust/places';
import type { FindingPlace, RecordReport, Report } from '../trust/report';
import { clusterTime } from './cluster-time';
import { columnRule, columnTitles, printable, sentences, shownKind, signatureRowBytes, tableRow } from './layout';
import type { ShownKind } from './layout';

/** The part of the file that a line of the text shows. */
export interface LinePlace extends FindingPlace {
  /** From 0. */
  readonly line: number;
}

export interface Printed {
  /** Lines end with `\n`. */
  readonly text: string;
  /** In line order, without titles, rules, checksums and empty lines, which show no part of the file. */
  readonly lines: readonly LinePlace[];
}

/**
 * The text that a cluster prints of a list: `show itl` or `show ctl`, by the report's kind.
 *
 * - An ITL is printed as CUCM 8 does: length and time of last change (here TIMESTAMP, in UTC), each behind one blank,
 *   then
 *   `Parse ITL File`; tables have a rule and no titles.
 * - A CTL is printed as CUCM 10 does: MD5 and SHA-1 first, then length and time without the blank, then
 *   `Parse CTL File`, underlined; tables have titles above the rule.
 *
 * `elements.ts` says which values are printed. The header's SIGNATURE takes a row for 8 bytes, lower-case hex without
 * leading zeros. After a SAST record comes whether its key made the signature. The text ends with the verdict, unless
 * the signature could not be verified because no key could be read, or the key proves nothing (`unsupported`).
 *
 * @param list the list that `report` was made of.
 */
export function print(report: Report, list: TrustList): string {
  return printWithPlaces(report, list).text;
}

/** The same text, with the part of the file that each line shows: leads from a line to its field, and back. */
export function printWithPlaces(report: Report, list: TrustList): Printed {
  const lines = [
    ...preamble(report, list),
    ...header(report, list),
    ...records(report, list),
    ...verdict(report, list),
  ];
  return {
    text: lines.map(({ text }) => `${text}\n`).join(''),
    lines: lines.flatMap(({ place }, line) => (place === null ? [] : [{ line, ...place }])),
  };
}

interface Line {
  readonly text: string;
  readonly place: FindingPlace | null;
}

function line(text: string, place: FindingPlace | null = null): Line {
  return { text, place };
}

function preamble(report: Report, list: TrustList): Line[] {
  const kind = shownKind(report.kind);
  const indent = kind === 'ITL' ? ' ' : '';
  const modified = report.timestamp === null ? null : clusterTime(report.timestamp);
  return [
    ...(kind === 'CTL'
      ? [
          line(`The checksum value of the ${kind} file:`),
          line(`${report.md5}(MD5)`),
          line(`${report.sha1}(SHA1)`),
          line(''),
        ]
      : []),
    line(`${indent}Length of ${kind} file: ${report.length}`, {
      record: null,
      field: null,
      offset: 0,
      length: report.length,
    }),
    ...(modified === null
      ? []
      : [
          line(
            `${indent}The ${kind} File was last modified on ${modified}`,
            headerFieldPlace(list, HeaderTag.timestamp),
          ),
        ]),
    line(''),
    line(''),
  ];
}

function header(report: Report, list: TrustList): Line[] {
  const kind = shownKind(report.kind);
  const { version, headerLength } = report;
  const elements = [...elementsOf(list.header)].filter(({ tag }) => elementRow('header', tag)?.show !== 'line');
  return [
    ...(kind === 'ITL'
      ? [line(`         Parse ${kind} File`)]
      : [line(`        Parse ${kind} File`), line('        ----------------')]),
    ...(version === null ? [] : [line(`Version:        ${version}`, headerFieldPlace(list, HeaderTag.version))]),
    ...(headerLength === null
      ? []
      : [line(`HeaderLength:   ${headerLength} (BYTES)`, headerFieldPlace(list, HeaderTag.headerLength))]),
    ...tableHead(kind),
    ...elements.flatMap(headerRows),
  ];
}

function headerRows(element: TlvElement): Line[] {
  const row = rowLine('header', element, null);
  const type = elementRow('header', element.tag)?.type;
  return type === 'signature' ? [row, ...signatureRows(element, headerTagName(element.tag))] : [row];
}

/** The row of an element; `described` is its record, or null in the header. */
function rowLine(table: ElementTable, element: TlvElement, described: RecordReport | null): Line {
  const { tag, length, value } = element;
  const { name, type, show } = elementRow(table, tag) ?? { name: elementName(table, tag), type: 'bytes', show: 'name' };
  const place = placeOf(element, described?.index ?? null, name);
  if (type === 'container') return line(tableRow(tag, name, 2, String(length)), place);
  return line(tableRow(tag, name, length, show === 'value' ? printedValue(type, value, described) : ''), place);
}

/** A value as `show` prints it behind its name; empty for types whose value takes rows of its own or is not printed. */
function printedValue(type: ElementType, value: Uint8Array, described: RecordReport | null): string {
  const number = integerOf(value);
  switch (type) {
    case 'text':
    case 'name':
      return printable(textOf(value));
    case 'serial':
      return colonHex(value);
    case 'length':
    case 'u8':
    case 'u16':
      return number === null ? '' : String(number);
    case 'function':
      return number === null || value.length !== 2 ? '' : functionName(number);
    case 'digest':
      return number === null ? '' : (digestNames.get(number) ?? String(number));
    case 'certificate':
      return described?.certificate !== 'embedded' || described.sha1 === null
        ? ''
        : `${described.sha1.toUpperCase().replace(/(..)(?=.)/g, '$1 ')} (SHA1 Hash HEX)`;
    case 'hash':
      return spacedHex(value);
    case 'container':
    case 'padding':
    case 'version':
    case 'signature-algorithm':
    case 'modulus':
    case 'signature':
    case 'time':
    case 'key':
    case 'address':
    case 'bytes':
      return '';
  }
}

function signatureRows({ offset, value }: TlvElement, field: string): Line[] {
  const rows: Line[] = [];
  for (let start = 0; start < value.length; start += signatureRowBytes) {
    const bytes = value.subarray(start, start + signatureRowBytes);
    rows.push(
      line(Array.from(bytes, (byte) => byte.toString(16)).join('  '), {
        record: null,
        field,
        offset: offset + elementOverhead + start,
        length: bytes.length,
      }),
    );
  }
  return rows;
}

function records(report: Report, list: TrustList): Line[] {
  return list.records.flatMap((record, position) => {
    const described = report.records[position];
    if (described === undefined) return [];
    const lines = recordLines(report, record, described);
    return position === 0 ? lines : [line(''), ...lines];
  });
}

function recordLines(report: Report, record: TrustRecord, described: RecordReport): Line[] {
  const kind = shownKind(report.kind);
  const { index, functionCode } = described;
  const place = recordPlace(index, record);
  const signed = report.signature.actualSigner === index;
  return [
    line(`        ${kind} Record #:${index}`, place),
    ...(kind === 'CTL' ? [line('                   ----')] : []),
    ...tableHead(kind),
    ...[...elementsOf(record.parts)].map((element) => rowLine('record', element, described)),
    ...(functionCode === RecordFunction.sast
      ? [line(signed ? sentences.signed(kind) : sentences.notSigned(kind), place)]
      : []),
  ];
}

function verdict(report: Report, list: TrustList): Line[] {
  const kind = shownKind(report.kind);
  const place = headerFieldPlace(list, HeaderTag.signature);
  switch (report.signature.status) {
    case 'valid':
      return [line(sentences.verified(kind), place)];
    case 'unsupported':
      return [];
    case 'invalid':
    case 'signer-not-in-list':
    case 'unsigned':
      return [line(sentences.failed(kind), place), line(sentences.parseError(kind), place)];
  }
}

function tableHead(kind: ShownKind): Line[] {
  return kind === 'ITL' ? [line(columnRule)] : [line(columnTitles), line(columnRule)];
}

function placeOf(element: TlvElement, record: number | null, field: string): FindingPlace {
  return { record, field, offset: element.offset, length: elementOverhead + element.value.length };
}
