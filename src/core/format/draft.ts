import { encodedLength, encodeParts } from './encode';
import type { ElementRow } from './elements';
import type { Part, TlvElement, TrustRecord } from './model';
import { elementRows, HeaderTag, RecordTag, type ElementTable } from './tags';

/**
 * Parts of a draft. Their offsets are 0 until the draft is encoded and decoded again (`finish`).
 */

/** The order in which CUCM writes a header, SIGNERVERSION where certutils has it. */
export const headerOrder: readonly number[] = tagsOf('header', ({ within }) => within === undefined);

/** The order in which CUCM writes what is inside the containers of a header. */
export const containedOrder: readonly number[] = tagsOf('header', ({ within }) => within !== undefined);

/** The order in which CUCM writes a record: that of the tags. */
export const recordOrder: readonly number[] = tagsOf('record', () => true);

function tagsOf(table: ElementTable, is: (row: ElementRow) => boolean): number[] {
  return elementRows(table)
    .filter((row) => row.type !== 'padding' && is(row))
    .map(({ tag }) => tag);
}

export function element(tag: number, value: Uint8Array): TlvElement {
  return { kind: 'element', tag, offset: 0, length: value.length, value, children: null };
}

export function container(tag: number, children: readonly Part[]): TlvElement {
  return { ...element(tag, encodeParts(children)), children };
}

/** True for a container whose length ends where its content ends: only then can it be edited in place. */
export function isSoundContainer(part: Part): part is TlvElement & { readonly children: readonly Part[] } {
  return part.kind === 'element' && part.children !== null && part.length === part.value.length;
}

/**
 * The parts with this value in the first element with this tag, containers searched too. If there is none, an element
 * is inserted before the first part that `order` has later.
 */
export function setElement(
  parts: readonly Part[],
  tag: number,
  value: Uint8Array,
  order: readonly number[],
): readonly Part[] {
  return replaceElement(parts, tag, value) ?? insertInOrder(parts, element(tag, value), order);
}

function replaceElement(parts: readonly Part[], tag: number, value: Uint8Array): readonly Part[] | null {
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'element') continue;
    if (part.tag === tag) return parts.with(index, element(tag, value));
    if (!isSoundContainer(part)) continue;
    const children = replaceElement(part.children, tag, value);
    if (children !== null) return parts.with(index, container(part.tag, children));
  }
  return null;
}

export function insertInOrder(parts: readonly Part[], added: TlvElement, order: readonly number[]): readonly Part[] {
  const rank = order.indexOf(added.tag);
  const before = parts.findIndex((part) => part.kind !== 'element' || order.indexOf(part.tag) > rank);
  return parts.toSpliced(before === -1 ? parts.length : before, 0, added);
}

/** The parts without the top-level elements that have one of these tags. */
export function withoutElements(parts: readonly Part[], tags: ReadonlySet<number>): readonly Part[] {
  return parts.filter((part) => part.kind !== 'element' || !tags.has(part.tag));
}

/** A record of these parts, with RECORDLENGTH as long as it is. */
export function recordOf(parts: readonly Part[]): TrustRecord {
  // Stray bytes at the start are a RECORDLENGTH with a damaged head: a sound one takes their place.
  const sound = parts[0]?.kind === 'stray' ? parts.slice(1) : parts;
  const sized = setElement(sound, RecordTag.recordLength, u16Bytes(0), recordOrder);
  const length = encodedLength(sized);
  return { offset: 0, length, parts: setElement(sized, RecordTag.recordLength, u16Bytes(length), recordOrder) };
}

/**
 * A header of these parts: padding at its end that aligns it to 4 bytes, and HEADERLENGTH as long as it is, padding
 * included. HEADERLENGTH wraps if the header is too long for it; `finish` refuses that.
 */
export function fitHeader(parts: readonly Part[]): readonly Part[] {
  const end = parts.findLastIndex((part) => part.kind !== 'padding') + 1;
  const content = setElement(parts.slice(0, end), HeaderTag.headerLength, u16Bytes(0), headerOrder);
  const missing = -encodedLength(content) & 3;
  const padding = Array.from({ length: missing }, (): Part => ({ kind: 'padding', offset: 0 }));
  const length = encodedLength(content) + missing;
  return [...setElement(content, HeaderTag.headerLength, u16Bytes(length), headerOrder), ...padding];
}

/** Big-endian u16. */
export function u16Bytes(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

/** Big-endian u32. */
export function u32Bytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

const utf8 = new TextEncoder();

/** UTF-8 with the NUL that its length counts. */
export function textBytes(text: string): Uint8Array {
  return utf8.encode(`${text}\0`);
}
