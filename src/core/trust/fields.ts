import { hex } from '../certificates/fingerprints';
import type { ElementType } from '../format/elements';
import { colonHex, integerOf, ipAddressOf, isWidthOf, textOf } from '../format/fields';
import type { Part, TlvElement } from '../format/model';
import { elementOverhead } from '../format/reader';
import {
  digestNames,
  elementName,
  elementRow,
  functionName,
  HeaderTag,
  modulusBits,
  type ElementTable,
} from '../format/tags';
import { isoTime } from '../format/time';
import type { Agreement, FieldReport } from './report';

/** Bytes of a binary value that a row shows; the bytes pane shows all of them. */
const shownBytes = 24;

/** The rows of a header: containers are followed by their content, one level deeper. */
export function headerRows(parts: readonly Part[]): FieldReport[] {
  return rows(
    parts,
    'header',
    (element) => elementText('header', element),
    () => null,
  );
}

/** The rows of a record; `agreement` says how each element compares with the record's certificate. */
export function recordRows(
  parts: readonly Part[],
  agreement: (element: TlvElement) => Agreement,
  text: (element: TlvElement) => string = (element) => elementText('record', element),
): FieldReport[] {
  return rows(parts, 'record', text, agreement);
}

function rows(
  parts: readonly Part[],
  table: ElementTable,
  text: (element: TlvElement) => string,
  agreement: (element: TlvElement) => Agreement,
  depth = 0,
): FieldReport[] {
  return parts.flatMap((part): FieldReport[] => {
    const { offset } = part;
    switch (part.kind) {
      case 'padding':
        return [row({ offset, length: 1, tag: HeaderTag.padding, name: elementName(table, HeaderTag.padding), depth })];
      case 'stray':
        return [row({ offset, length: part.value.length, name: '(bytes)', depth, text: bytesText(part.value) })];
      case 'element': {
        const own = row({
          offset,
          length: elementOverhead + part.value.length,
          tag: part.tag,
          name: elementName(table, part.tag),
          valueLength: part.length,
          depth,
          text: part.children === null ? text(part) : '',
          agreement: agreement(part),
        });
        return part.children === null ? [own] : [own, ...rows(part.children, table, text, agreement, depth + 1)];
      }
    }
  });
}

function row(values: Partial<FieldReport> & Pick<FieldReport, 'offset' | 'length' | 'name' | 'depth'>): FieldReport {
  return { tag: null, valueLength: null, text: '', agreement: null, ...values };
}

/** The value of an element as a person reads it; hex if its type is not known or it is not as wide as its type. */
export function elementText(table: ElementTable, { tag, value }: Pick<TlvElement, 'tag' | 'value'>): string {
  const type = elementRow(table, tag)?.type ?? 'bytes';
  return isWidthOf(type, value.length) ? textOfType(type, value) : bytesText(value);
}

function textOfType(type: ElementType, value: Uint8Array): string {
  const number = integerOf(value) ?? 0;
  switch (type) {
    case 'text':
    case 'name':
      return textOf(value);
    case 'version':
      return `${value[0] ?? 0}.${value[1] ?? 0}`;
    case 'length':
      return `${number} bytes`;
    case 'serial':
      return colonHex(value);
    case 'digest':
      return `${number} · ${digestNames.get(number) ?? 'unknown'}`;
    case 'signature-algorithm':
      return `${number} · ${number === 0 ? 'RSA' : 'unknown'}`;
    case 'modulus':
      return `${number} · ${modulusName(number)}`;
    case 'time':
      return isoTime(number);
    case 'function':
      return `${number} · ${functionName(number)}`;
    case 'address':
      return ipAddressOf(value) ?? bytesText(value);
    case 'hash':
      return spacedHex(value);
    case 'u8':
    case 'u16':
      return String(number);
    case 'signature':
    case 'key':
    case 'certificate':
    case 'bytes':
    case 'container':
    case 'padding':
      return bytesText(value);
  }
}

function modulusName(code: number): string {
  const bits = modulusBits.get(code);
  return bits === undefined ? 'unknown' : `${bits} bits`;
}

/** `0E 1E 28`: how the cluster prints a hash. */
export function spacedHex(value: Uint8Array): string {
  return hex(value)
    .toUpperCase()
    .replace(/(..)(?=.)/g, '$1 ');
}

function bytesText(value: Uint8Array): string {
  const shown = spacedHex(value.subarray(0, shownBytes));
  return value.length > shownBytes ? `${shown} …` : shown;
}
