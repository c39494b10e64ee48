import { formatName, formatNameRfc4514, type Name } from '../certificates/names';
import { elementsOf, textOf } from '../format/fields';
import type { Part, TrustList } from '../format/model';
import { elementRow, type ElementTable } from '../format/tags';
import { textBytes } from '../format/draft';

/** How a file spells names: CUCM `CN=…;OU=…` in its own order, certutils `CN=…,OU=…` in the certificate's. */
export type NameStyle = 'cucm' | 'rfc4514';

/** A separator that another attribute follows. */
const separator = /([;,])\s*[A-Za-z0-9.]+\s*=/;

/** The spelling of the first name of the file that has more than one attribute; CUCM's if there is no such name. */
export function nameStyle(list: TrustList): NameStyle {
  for (const name of namesOf(list)) {
    const found = separator.exec(name)?.[1];
    if (found !== undefined) return found === ';' ? 'cucm' : 'rfc4514';
  }
  return 'cucm';
}

function* namesOf(list: TrustList): Generator<string> {
  yield* namesIn('header', list.header);
  for (const { parts } of list.records) yield* namesIn('record', parts);
}

function* namesIn(table: ElementTable, parts: readonly Part[]): Generator<string> {
  for (const { tag, value } of elementsOf(parts)) if (elementRow(table, tag)?.type === 'name') yield textOf(value);
}

/** A name as a value of the file: its text in UTF-8 and a NUL. */
export function nameBytes(name: Name, style: NameStyle): Uint8Array {
  return textBytes(style === 'cucm' ? formatName(name) : formatNameRfc4514(name));
}

/** A serial number as files contain it: big-endian, without the zero octet that keeps a DER INTEGER positive. */
export function serialBytes(serialNumber: Uint8Array): Uint8Array {
  const first = serialNumber.findIndex((octet) => octet !== 0);
  return first === -1 ? Uint8Array.of(0) : serialNumber.slice(first);
}
