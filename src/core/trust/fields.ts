import { hex } from '../certificates/fingerprints';
import { colonHex, integerOf, ipAddressOf, textOf } from '../format/fields';
import type { Part, TlvElement } from '../format/model';
import { elementOverhead, u16 } from '../format/reader';
import {
  digestNames,
  functionName,
  HeaderTag,
  headerTagName,
  modulusBits,
  RecordTag,
  recordTagName,
} from '../format/tags';
import { isoTime } from '../format/time';
import type { Agreement, FieldReport } from './report';

/** Bytes of a binary value that a row shows; the whole of it is in the bytes pane. */
const shownBytes = 24;

/** Elements that hold a NUL-terminated text. */
export const headerTexts: ReadonlySet<number> = new Set([HeaderTag.signerName, HeaderTag.caName, HeaderTag.filename]);
export const recordTexts: ReadonlySet<number> = new Set([
  RecordTag.dnsName,
  RecordTag.subjectName,
  RecordTag.issuerName,
]);

/** Widths in bytes of the elements that have a fixed one. */
export const headerWidths: ReadonlyMap<number, readonly number[]> = new Map([
  [HeaderTag.version, [2]],
  [HeaderTag.headerLength, [2]],
  [HeaderTag.digestAlgorithm, [1]],
  [HeaderTag.signatureAlgorithm, [1]],
  [HeaderTag.signatureModulus, [1]],
  [HeaderTag.timestamp, [4]],
  [HeaderTag.signerVersion, [2]],
]);
export const recordWidths: ReadonlyMap<number, readonly number[]> = new Map([
  [RecordTag.recordLength, [2]],
  [RecordTag.function, [2]],
  [RecordTag.ipAddress, [4, 16]],
  [RecordTag.hashAlgorithm, [1]],
]);

/** The rows of a header: containers are followed by their content, one level deeper. */
export function headerRows(parts: readonly Part[]): FieldReport[] {
  return rows(parts, headerTagName, headerText, () => null);
}

/** The rows of a record; `agreement` says how each element compares with the record's certificate. */
export function recordRows(
  parts: readonly Part[],
  agreement: (element: TlvElement) => Agreement,
  text: (element: TlvElement) => string = recordText,
): FieldReport[] {
  return rows(parts, recordTagName, text, agreement);
}

function rows(
  parts: readonly Part[],
  name: (tag: number) => string,
  text: (element: TlvElement) => string,
  agreement: (element: TlvElement) => Agreement,
  depth = 0,
): FieldReport[] {
  return parts.flatMap((part): FieldReport[] => {
    const { offset } = part;
    switch (part.kind) {
      case 'padding':
        return [row({ offset, length: 1, tag: HeaderTag.padding, name: 'PADDING', depth })];
      case 'stray':
        return [row({ offset, length: part.value.length, name: '(bytes)', depth, text: bytesText(part.value) })];
      case 'element': {
        const own = row({
          offset,
          length: elementOverhead + part.value.length,
          tag: part.tag,
          name: name(part.tag),
          valueLength: part.length,
          depth,
          text: part.children === null ? text(part) : '',
          agreement: agreement(part),
        });
        return part.children === null ? [own] : [own, ...rows(part.children, name, text, agreement, depth + 1)];
      }
    }
  });
}

function row(values: Partial<FieldReport> & Pick<FieldReport, 'offset' | 'length' | 'name' | 'depth'>): FieldReport {
  return { tag: null, valueLength: null, text: '', agreement: null, ...values };
}

function headerText(element: TlvElement): string {
  const { tag, value } = element;
  if (headerTexts.has(tag)) return textOf(value);
  const number = integerOf(value);
  const rightWidth = headerWidths.get(tag)?.includes(value.length) ?? false;
  if (number === null || !rightWidth) {
    return tag === HeaderTag.serialNumber ? colonHex(value) : bytesText(value);
  }
  switch (tag) {
    case HeaderTag.version:
    case HeaderTag.signerVersion:
      return `${value[0] ?? 0}.${value[1] ?? 0}`;
    case HeaderTag.headerLength:
      return `${number} bytes`;
    case HeaderTag.digestAlgorithm:
      return `${number} · ${digestNames.get(number) ?? 'unknown'}`;
    case HeaderTag.signatureAlgorithm:
      return `${number} · ${number === 0 ? 'RSA' : 'unknown'}`;
    case HeaderTag.signatureModulus: {
      const bits = modulusBits.get(number);
      return `${number} · ${bits === undefined ? 'unknown' : `${bits} bits`}`;
    }
    case HeaderTag.timestamp:
      return isoTime(number);
    default:
      return bytesText(value);
  }
}

export function recordText(element: TlvElement): string {
  const { tag, value } = element;
  if (recordTexts.has(tag)) return textOf(value);
  switch (tag) {
    case RecordTag.recordLength:
      return value.length === 2 ? `${u16(value, 0)} bytes` : bytesText(value);
    case RecordTag.function: {
      if (value.length !== 2) return bytesText(value);
      const code = u16(value, 0);
      return `${code} · ${functionName(code)}`;
    }
    case RecordTag.serialNumber:
      return colonHex(value);
    case RecordTag.ipAddress:
      return ipAddressOf(value) ?? bytesText(value);
    case RecordTag.certHash:
      return spacedHex(value);
    case RecordTag.hashAlgorithm: {
      const code = value.length === 1 ? (value[0] ?? 0) : null;
      return code === null ? bytesText(value) : `${code} · ${digestNames.get(code) ?? 'unknown'}`;
    }
    default:
      return bytesText(value);
  }
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
