import { colonHex, elementsOf, integerOf, textOf } from '../format/fields';
import type { TlvElement, TrustList, TrustRecord } from '../format/model';
import { elementOverhead } from '../format/reader';
import {
  containerTags,
  digestNames,
  functionName,
  HeaderTag,
  headerTagName,
  RecordFunction,
  RecordTag,
  recordTagName,
} from '../format/tags';
import { headerTexts, recordTexts, spacedHex } from '../trust/fields';
import { headerFieldPlace, recordPlace } from '../trust/places';
import type { FindingPlace, RecordReport, Report } from '../trust/report';
import { clusterTime } from './cluster-time';
import { columnRule, columnTitles, printable, sentences, shownKind, signatureRowBytes, tableRow } from './layout';
import type { ShownKind } from './layout';

/** What a line of the text stands for in the file. */
export interface LinePlace extends FindingPlace {
  /** From 0. */
  readonly line: number;
}

export interface Printed {
  /** Lines end with `\n`. */
  readonly text: string;
  /** In line order. Titles, rules, checksums and empty lines stand for nothing and are not among them. */
  readonly lines: readonly LinePlace[];
}

/**
 * The text that a cluster prints of a list: `show itl` or `show ctl`, by the report's kind.
 *
 * - An ITL is printed as CUCM 8 does: length and time of last change (here TIMESTAMP, in UTC), each behind one blank, then
 *   `Parse ITL File`; tables carry a rule and no titles.
 * - A CTL is printed as CUCM 10 does: MD5 and SHA-1 first, then length and time without the blank, then
 *   `Parse CTL File`, underlined; tables carry titles above the rule.
 *
 * The values of the algorithms, FILENAME, TIMESTAMP, PUBLICKEY, a record's SIGNATURE and IPADDRESS are not printed. The
 * header's SIGNATURE takes a row for 8 bytes, lower-case hex without leading zeros. A SAST record is followed by
 * whether its key made the signature. The text ends with the verdict; where the signature could not be verified for
 * want of a key that can be read (`unsupported`), there is none.
 *
 * @param list the list that `report` was made of.
 */
export function print(report: Report, list: TrustList): string {
  return printWithPlaces(report, list).text;
}

/** The same text, with what each line stands for: for going from a line to its field, and from a finding to its line. */
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
  const elements = [...elementsOf(list.header)].filter(
    ({ tag }) => tag !== HeaderTag.version && tag !== HeaderTag.headerLength,
  );
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
  const name = headerTagName(element.tag);
  const place = placeOf(element, null, name);
  if (containerTags.has(element.tag)) return [line(tableRow(element.tag, name, 2, String(element.length)), place)];
  const row = line(tableRow(element.tag, name, element.length, headerValue(element)), place);
  return element.tag === HeaderTag.signature ? [row, ...signatureRows(element, name)] : [row];
}

function headerValue({ tag, value }: TlvElement): string {
  if (tag === HeaderTag.serialNumber) return colonHex(value);
  return headerTexts.has(tag) && tag !== HeaderTag.filename ? printable(textOf(value)) : '';
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
    ...[...elementsOf(record.parts)].map((element) => {
      const name = recordTagName(element.tag);
      const value = recordValue(element, described);
      return line(tableRow(element.tag, name, element.length, value), placeOf(element, index, name));
    }),
    ...(functionCode === RecordFunction.sast
      ? [line(signed ? sentences.signed(kind) : sentences.notSigned(kind), place)]
      : []),
  ];
}

function recordValue({ tag, value }: TlvElement, described: RecordReport): string {
  if (recordTexts.has(tag)) return printable(textOf(value));
  const number = integerOf(value);
  switch (tag) {
    case RecordTag.recordLength:
      return number === null ? '' : String(number);
    case RecordTag.function:
      return number === null || value.length !== 2 ? '' : functionName(number);
    case RecordTag.serialNumber:
      return colonHex(value);
    case RecordTag.certificate:
      return described.certificate !== 'embedded' || described.sha1 === null
        ? ''
        : `${described.sha1.toUpperCase().replace(/(..)(?=.)/g, '$1 ')} (SHA1 Hash HEX)`;
    case RecordTag.certHash:
      return spacedHex(value);
    case RecordTag.hashAlgorithm:
      return number === null ? '' : (digestNames.get(number) ?? String(number));
    default:
      return '';
  }
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
