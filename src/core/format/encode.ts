import type { Part, TrustList } from './model';
import { elementOverhead } from './reader';
import { HeaderTag } from './tags';

/** The bytes of a list: exactly those that it was decoded from, or those that an edit made of it. */
export function encode(list: TrustList): Uint8Array {
  const parts: readonly Part[] = [...list.header, ...list.records.flatMap((record) => record.parts)];
  const bytes = new Uint8Array(encodedLength(parts) + list.trailing.length);
  const end = writeParts(bytes, 0, parts);
  bytes.set(list.trailing, end);
  return bytes;
}

/** The bytes of a run of parts. */
export function encodeParts(parts: readonly Part[]): Uint8Array {
  const bytes = new Uint8Array(encodedLength(parts));
  writeParts(bytes, 0, parts);
  return bytes;
}

/** Bytes that one part takes in the file. */
export function partLength(part: Part): number {
  switch (part.kind) {
    case 'padding':
      return 1;
    case 'stray':
      return part.value.length;
    case 'element':
      return elementOverhead + part.value.length;
  }
}

export function encodedLength(parts: readonly Part[]): number {
  let length = 0;
  for (const part of parts) length += partLength(part);
  return length;
}

function writeParts(bytes: Uint8Array, start: number, parts: readonly Part[]): number {
  let offset = start;
  for (const part of parts) {
    switch (part.kind) {
      case 'padding':
        bytes[offset] = HeaderTag.padding;
        break;
      case 'stray':
        bytes.set(part.value, offset);
        break;
      case 'element':
        bytes[offset] = part.tag;
        bytes[offset + 1] = part.length >> 8;
        bytes[offset + 2] = part.length & 0xff;
        bytes.set(part.value, offset + elementOverhead);
        break;
    }
    offset += partLength(part);
  }
  return offset;
}
