import { joined } from '../format/bytes';
import { limits } from '../format/limits';
import { hex } from './fingerprints';
import { plural, t } from '../words/translate';

/**
 * Reads ASN.1 (X.690) of certificates and key files: DER, and BER with indefinite lengths and strings in pieces, which
 * some programs write. Nothing is copied: a private key stays in the buffer that it came in and can be wiped there.
 */

/** Identifier octets: class, constructed bit and number of a type. */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  /** `[0]` and `[3]`, explicit or constructed. */
  context0: 0xa0,
  context3: 0xa3,
} as const;

const constructedBit = 0x20;
const longTag = 0x1f;
const indefiniteLength = 0x80;
/** Deeper than any certificate or key file goes; a hostile file must not exhaust the stack. */
const maxDepth = 64;

/** Bytes that are not the ASN.1 that the format asks for. */
export class Asn1Error extends Error {
  constructor(
    /** The end of a sentence, without its full stop. */
    message: string,
    /** Bytes from the start of the file; in what was decrypted, from where its ciphertext starts. */
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Bytes of ASN.1 that are read together. */
class Source {
  #valuesLeft: number = limits.asn1Values;

  constructor(
    readonly bytes: Uint8Array,
    /** Where they start in the file. */
    readonly base: number,
  ) {}

  /** Counts a value before it is read: those in values of indefinite length are read once for each of these. */
  count(start: number): void {
    this.#valuesLeft -= 1;
    if (this.#valuesLeft >= 0) return;
    const why = t('too costly, because reading it takes more than {most} ASN.1 values', { most: limits.asn1Values });
    throw new Asn1Error(why, this.base + start);
  }
}

/** One value: identifier octet, length and content. */
export class Asn1 {
  constructor(
    private readonly source: Source,
    private readonly start: number,
    private readonly contentStart: number,
    private readonly contentEnd: number,
    private readonly end: number,
  ) {}

  private get bytes(): Uint8Array {
    return this.source.bytes;
  }

  private get base(): number {
    return this.source.base;
  }

  get tag(): number {
    return this.bytes[this.start] ?? 0;
  }

  get isConstructed(): boolean {
    return (this.tag & constructedBit) !== 0;
  }

  /** Offset of the identifier octet in the file. */
  get offset(): number {
    return this.base + this.start;
  }

  /** Offset of the content in the file. */
  get contentOffset(): number {
    return this.base + this.contentStart;
  }

  /** The content, without the end-of-contents octets of an indefinite length. */
  get content(): Uint8Array {
    return this.bytes.subarray(this.contentStart, this.contentEnd);
  }

  /** Identifier, length and content. */
  get whole(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }

  /**
   * True for a definite length in as few octets as it takes (X.690, section 10.1), and for an INTEGER in as few octets
   * as its number takes (section 8.3.2). Values inside are not looked at.
   */
  get isDer(): boolean {
    const length = this.contentEnd - this.contentStart;
    if (this.contentEnd !== this.end || this.contentStart !== this.start + 1 + lengthOfLength(length)) return false;
    if (this.tag !== Tag.integer) return true;
    const [first = 0, second = 0] = this.bytes.subarray(this.contentStart, this.contentEnd);
    return length === 1 || (length > 1 && first !== (second < 0x80 ? 0 : 0xff));
  }

  /** The values of a constructed value. */
  *values(depth: number): Generator<Asn1> {
    for (let at = this.contentStart; at < this.contentEnd;) {
      const value = readValue(this.source, at, this.contentEnd, depth);
      yield value;
      at = value.end;
    }
  }

  /** Bytes that follow the value in its buffer. */
  get left(): number {
    return this.bytes.length - this.end;
  }
}

/** Octets that DER takes for a length. */
function lengthOfLength(length: number): number {
  if (length < indefiniteLength) return 1;
  return length < 0x100 ? 2 : length < 0x1_0000 ? 3 : length < 0x100_0000 ? 4 : 5;
}

/** Reads the value at the start of `bytes`, which start at `base` in the file. Throws `Asn1Error`. */
export function readAsn1(bytes: Uint8Array, base = 0): Asn1 {
  return readValue(new Source(bytes, base), 0, bytes.length, 0);
}

export type Asn1Read =
  /** `deviation`: offset of the first value that is not as DER has it (`isDer`); null if there is none. */
  | { readonly ok: true; readonly value: Asn1; readonly deviation: number | null }
  /** `offset`: bytes from the start of what was read. */
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** Reads one value that takes all the bytes, and every value inside it. Never throws. */
export function readWhole(bytes: Uint8Array): Asn1Read {
  try {
    const value = readAsn1(bytes);
    const deviation = check(value, 0);
    const { left } = value;
    if (left === 0) return { ok: true, value, deviation };
    const message = plural(left, '1 more byte follows its end', '{count} more bytes follow its end');
    return { ok: false, message, offset: bytes.length - left };
  } catch (error) {
    if (error instanceof Asn1Error) return { ok: false, message: error.message, offset: error.offset };
    throw error;
  }
}

/** Reads every value inside; returns the offset of the first one that is not as DER has it. */
function check(value: Asn1, depth: number): number | null {
  if (value.tag === Tag.bmpString && value.content.length % 2 !== 0) {
    throw new Asn1Error(t('a BMPString has an odd number of bytes'), value.offset);
  }
  let deviation = value.isDer ? null : value.offset;
  if (value.isConstructed) {
    for (const child of value.values(depth + 1)) {
      const inside = check(child, depth + 1);
      deviation ??= inside;
    }
  }
  return deviation;
}

function readValue(source: Source, start: number, limit: number, depth: number): Asn1 {
  source.count(start);
  const { bytes, base } = source;
  const offset = base + start;
  if (depth >= maxDepth) throw new Asn1Error(t('ASN.1 values are nested too deeply'), offset);
  if (start + 2 > limit) throw new Asn1Error(t('the data ends inside an ASN.1 value'), offset);
  const tag = bytes[start] ?? 0;
  const first = bytes[start + 1] ?? 0;
  if ((tag & longTag) === longTag) throw new Asn1Error(t('an ASN.1 tag has more than one byte'), offset);
  if (first === indefiniteLength) return readIndefinite(source, start, limit, depth);

  const lengthOctets = first < indefiniteLength ? 0 : first & 0x7f;
  if (lengthOctets > 4) throw new Asn1Error(t('an ASN.1 length has more than 4 bytes'), offset);
  const contentStart = start + 2 + lengthOctets;
  if (contentStart > limit) throw new Asn1Error(t('the data ends inside an ASN.1 value'), offset);
  let length = lengthOctets === 0 ? first : 0;
  for (let at = start + 2; at < contentStart; at += 1) length = length * 256 + (bytes[at] ?? 0);
  const end = contentStart + length;
  if (end > limit) {
    throw new Asn1Error(
      t('an ASN.1 value declares {length} bytes, and {left} are left', { length, left: limit - contentStart }),
      offset,
    );
  }
  return new Asn1(source, start, contentStart, end, end);
}

/** A constructed value that ends with two zero octets in place of another child (X.690, section 8.1.3.6). */
function readIndefinite(source: Source, start: number, limit: number, depth: number): Asn1 {
  const { bytes, base } = source;
  if (((bytes[start] ?? 0) & constructedBit) === 0) {
    throw new Asn1Error(t('an ASN.1 value has no length'), base + start);
  }
  let at = start + 2;
  while (at + 2 > limit || bytes[at] !== 0 || bytes[at + 1] !== 0) {
    at += readValue(source, at, limit, depth + 1).whole.length;
  }
  return new Asn1(source, start, start + 2, at, at + 2);
}

/** The values inside a constructed one; none in a primitive one. Throws `Asn1Error`. */
export function childrenOf(value: Asn1 | undefined): Asn1[] {
  return value?.isConstructed === true ? [...value.values(0)] : [];
}

/** The value itself, if it has this tag. Throws `Asn1Error`. */
export function expectTag(value: Asn1 | undefined, tag: number, name: string, parent: Asn1): Asn1 {
  if (value === undefined) throw new Asn1Error(t('{name} is missing', { name }), parent.offset);
  if (value.tag !== tag) throw new Asn1Error(t('another value is in the place of {name}', { name }), value.offset);
  return value;
}

/** The value itself, if it is an OCTET STRING, in one piece or, as BER allows, in several. Throws `Asn1Error`. */
export function expectOctets(value: Asn1 | undefined, name: string, parent: Asn1): Asn1 {
  return value?.tag === (Tag.octetString | constructedBit) ? value : expectTag(value, Tag.octetString, name, parent);
}

/**
 * The bytes of an OCTET STRING under its own tag or an implicit one: those of the file, or a copy if BER wrote it in
 * pieces. Throws `Asn1Error`.
 */
export function octetsOf(value: Asn1): Uint8Array {
  if (!value.isConstructed) return value.content;
  const pieces: Uint8Array[] = [];
  addPieces(value, pieces, 0);
  return joined(pieces);
}

function addPieces(value: Asn1, pieces: Uint8Array[], depth: number): void {
  if (depth >= maxDepth) throw new Asn1Error(t('the pieces of a string are nested too deeply'), value.offset);
  for (const piece of value.values(0)) {
    if (piece.isConstructed) addPieces(piece, pieces, depth + 1);
    else pieces.push(piece.content);
  }
}

/** The bits of a BIT STRING that has no unused bits; null for anything else. */
export function bitStringOctets(value: Asn1 | undefined): Uint8Array | null {
  return value?.tag === Tag.bitString && value.content[0] === 0 ? value.content.subarray(1) : null;
}

/** A small unsigned INTEGER. Throws `Asn1Error` for one of more than 6 bytes. */
export function numberOf(value: Asn1): number {
  const magnitude = withoutLeadingZeros(value.content);
  if (magnitude.length > 6) throw new Asn1Error(t('a number is far too large for what it counts'), value.offset);
  return magnitude.reduce((number, octet) => number * 256 + octet, 0);
}

/** An unsigned INTEGER without the zero octet that keeps it positive. */
export function withoutLeadingZeros(octets: Uint8Array): Uint8Array {
  const first = octets.findIndex((octet) => octet !== 0);
  return first === -1 ? new Uint8Array() : octets.subarray(first);
}

/** `1.2.840.113549.1.1.1`; `#` and the octets in hex if they are not an OID whose numbers stay below 2^53. */
export function oidOf(value: Asn1 | undefined): string {
  const octets = value?.isConstructed === false ? value.content : new Uint8Array();
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of octets) {
    arc = arc * 128 + (octet & 0x7f);
    if (!Number.isSafeInteger(arc)) return `#${hex(octets)}`;
    if ((octet & 0x80) !== 0) continue;
    if (arcs.length > 0) arcs.push(arc);
    else {
      const top = Math.min(2, Math.floor(arc / 40));
      arcs.push(top, arc - top * 40);
    }
    arc = 0;
  }
  return arcs.length === 0 ? `#${hex(octets)}` : arcs.join('.');
}

const timePattern = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d+)?(?:Z|([+-])(\d\d)'?(\d\d)'?)?$/;

/** The time of a UTCTime (`YYMMDDhhmm[ss]Z`) or GeneralizedTime (`YYYYMMDDhhmm[ss[.f]]Z`); null if it is neither. */
export function timeOf(value: Asn1): Date | null {
  if (value.tag !== Tag.utcTime && value.tag !== Tag.generalizedTime) return null;
  const text = String.fromCharCode(...value.content.subarray(0, 64));
  const yearDigits = value.tag === Tag.utcTime ? 2 : 4;
  const digits = text.slice(0, yearDigits);
  const parts = timePattern.exec(text.slice(yearDigits));
  if (parts === null || !/^\d+$/.test(digits)) return null;
  const [, month, day, hour, minute, second = '0', fraction = '0', sign, offsetHours = '0', offsetMinutes = '0'] =
    parts;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  const time = new Date(0);
  time.setUTCFullYear(yearOf(digits), Number(month) - 1, Number(day));
  time.setUTCHours(Number(hour), Number(minute) - offset, Number(second), Math.round(Number(fraction) * 1000));
  return time;
}

/** Two digits from 50 on are of the 20th century (RFC 5280, section 4.1.2.5.1). */
function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year + (year >= 50 ? 1900 : 2000);
}

/** Wraps content in an identifier octet and a definite length. */
export function wrapDer(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const lengthOctets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) lengthOctets.unshift(rest % 256);
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | lengthOctets.length, ...lengthOctets];
  return joined([Uint8Array.from(head), ...content]);
}
