/**
 * Reads the few ASN.1 types that key files are made of, in BER: some programs write PKCS#12 with indefinite lengths,
 * which `der.ts` refuses as a certificate must not have them. Nothing is copied, so that a private key stays in the
 * buffer that it came in and can be wiped there, and every value knows the byte of the file at which it stands.
 */

export const Tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  /** `[0]`, explicit or constructed. */
  context0: 0xa0,
} as const;

const constructedBit = 0x20;
const indefiniteLength = 0x80;
const maxDepth = 32;

export interface Ber {
  /** The identifier byte. */
  readonly tag: number;
  /** Offset of the identifier byte in the file; in what was decrypted, from its beginning. */
  readonly offset: number;
  /** Offset of the content. */
  readonly contentOffset: number;
  /** The content, without the end-of-contents bytes of an indefinite length. */
  readonly content: Uint8Array;
  /** The whole value: identifier, length and content. */
  readonly whole: Uint8Array;
}

/** Bytes that are not the ASN.1 that stands there by the format. */
export class BerError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Reads the value at the beginning of `bytes`, which stands at `base` in the file. */
export function readBer(bytes: Uint8Array, base = 0): Ber {
  return readValue(bytes, base, 0);
}

/** The values that a constructed value, or an OCTET STRING with ASN.1 in it, is made of. */
export function childrenOf({ content, contentOffset }: Ber): Ber[] {
  const children: Ber[] = [];
  let position = 0;
  while (position < content.length) {
    const child = readValue(content.subarray(position), contentOffset + position, 0);
    children.push(child);
    position += child.whole.length;
  }
  return children;
}

function readValue(bytes: Uint8Array, offset: number, depth: number): Ber {
  if (depth > maxDepth) throw new BerError('ASN.1 values are nested too deep', offset);
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new BerError('the data ends inside an ASN.1 value', offset);
  if ((tag & 0x1f) === 0x1f) throw new BerError('an ASN.1 tag of more than one byte, which no key file has', offset);
  if (first === indefiniteLength) return readIndefinite(bytes, tag, offset, depth);

  const lengthBytes = first < indefiniteLength ? 0 : first & 0x7f;
  if (lengthBytes > 4) throw new BerError('an ASN.1 length of more than 4 bytes', offset);
  let length = lengthBytes === 0 ? first : 0;
  for (const byte of bytes.subarray(2, 2 + lengthBytes)) length = length * 256 + byte;
  const start = 2 + lengthBytes;
  const end = start + length;
  if (end > bytes.length) {
    throw new BerError(
      `an ASN.1 value declares ${length} bytes where ${Math.max(0, bytes.length - start)} are left`,
      offset,
    );
  }
  return {
    tag,
    offset,
    contentOffset: offset + start,
    content: bytes.subarray(start, end),
    whole: bytes.subarray(0, end),
  };
}

/** A constructed value that ends with two zero bytes where its next child would begin. */
function readIndefinite(bytes: Uint8Array, tag: number, offset: number, depth: number): Ber {
  if ((tag & constructedBit) === 0) throw new BerError('an ASN.1 value without a length', offset);
  let end = 2;
  while (bytes[end] !== 0 || bytes[end + 1] !== 0) {
    end += readValue(bytes.subarray(end), offset + end, depth + 1).whole.length;
  }
  return {
    tag,
    offset,
    contentOffset: offset + 2,
    content: bytes.subarray(2, end),
    whole: bytes.subarray(0, end + 2),
  };
}

/** The value itself, if it has this tag. */
export function expectTag(value: Ber | undefined, tag: number, name: string, parent: Ber): Ber {
  if (value === undefined) throw new BerError(`${name} is missing`, parent.offset);
  if (value.tag !== tag) throw new BerError(`something else stands where ${name} belongs`, value.offset);
  return value;
}

/** The value itself, if it is an OCTET STRING, be it in one piece or, as BER allows, in several. */
export function expectOctets(value: Ber | undefined, name: string, parent: Ber): Ber {
  return value?.tag === (Tag.octetString | constructedBit) ? value : expectTag(value, Tag.octetString, name, parent);
}

/** Dotted text of an OBJECT IDENTIFIER: `1.2.840.113549.1.1.1`. */
export function oidOf(value: Ber): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value.content) {
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    if (arcs.length === 0) {
      const top = Math.min(2, Math.floor(arc / 40));
      arcs.push(top, arc - top * 40);
    } else {
      arcs.push(arc);
    }
    arc = 0;
  }
  return arcs.join('.');
}

/** The bytes of an OCTET STRING, primitive or made of several, under its own tag or an implicit one. */
export function octetsOf(value: Ber): Uint8Array {
  if ((value.tag & constructedBit) === 0) return value.content;
  const pieces = childrenOf(value).map(octetsOf);
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.length;
  }
  return bytes;
}

/** A small unsigned INTEGER. */
export function numberOf(value: Ber): number {
  const magnitude = withoutLeadingZeros(value.content);
  if (magnitude.length > 6) throw new BerError('a number that is far too large for what it counts', value.offset);
  let result = 0;
  for (const byte of magnitude) result = result * 256 + byte;
  return result;
}

/** An unsigned INTEGER without the zero byte that keeps it positive. */
export function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start += 1;
  return bytes.subarray(start);
}
