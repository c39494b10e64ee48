// Programs that import this file do not see the declarations beside it otherwise.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./node-forge-asn1.d.ts" />
import asn1, { type Asn1, type Schema } from 'node-forge/lib/asn1';
import util from 'node-forge/lib/util';
import { binaryOf, bytesOf } from './binary';
import { hex } from './fingerprints';

/** One ASN.1 value. Its content is a binary string (one character a byte) or, where constructed, a list of values. */
export type Der = Asn1;
export type DerSchema = Schema;

export type DerRead =
  | { readonly ok: true; readonly value: Der }
  /** `offset`: bytes from the start of what was read, to where reading stopped. */
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** Identifier octets without the class bits: universal types (X.680, clause 8.6). */
export const DerType = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  teletexString: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  visibleString: 26,
  universalString: 28,
  bmpString: 30,
} as const;

export const DerClass = { universal: 0x00, context: 0x80 } as const;

/** Deeper nesting than any certificate has; a hostile file must not exhaust the stack. */
const maxDepth = 64;

/** Reads one value that takes all the bytes. Never throws. */
export function readDer(bytes: Uint8Array | string): DerRead {
  const text = typeof bytes === 'string' ? bytes : binaryOf(bytes);
  const buffer = util.createBuffer(text);
  try {
    const value = asn1.fromDer(buffer, { strict: true, parseAllBytes: false, decodeBitStrings: false, maxDepth });
    const rest = text.length - buffer.read;
    if (rest === 0) return { ok: true, value };
    return {
      ok: false,
      message: `${rest} more ${rest === 1 ? 'byte follows' : 'bytes follow'} its end`,
      offset: buffer.read,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : 'malformed DER';
    return { ok: false, message: reason, offset: Math.min(buffer.read, text.length) };
  }
}

/** Holds a value against a schema: the values that it captures, by name, or the name of the part that does not fit. */
export function matchDer(
  value: Der,
  schema: DerSchema,
): { ok: true; captured: Partial<Record<string, Der>> } | { ok: false; part: string } {
  const captured: Record<string, Der> = {};
  const errors: string[] = [];
  if (asn1.validate(value, schema, captured, errors)) return { ok: true, captured };
  return { ok: false, part: /^\[(\w+)\]/.exec(errors[0] ?? '')?.[1] ?? schema.name };
}

export function isUniversal(value: Der, type: number): boolean {
  return value.tagClass === DerClass.universal && value.type === type;
}

/** The values inside a constructed one; none in a primitive one. */
export function childrenOf(value: Der | undefined): readonly Der[] {
  return value === undefined || typeof value.value === 'string' ? [] : value.value;
}

/** The content of a primitive value as a binary string; empty for a constructed one. */
export function contentOf(value: Der | undefined): string {
  return value !== undefined && typeof value.value === 'string' ? value.value : '';
}

/** The bits of a BIT STRING that has no unused bits; null for anything else. */
export function bitStringOctets(value: Der | undefined): Uint8Array | null {
  const content = value?.bitStringContents;
  return content?.charCodeAt(0) === 0 ? bytesOf(content.slice(1)) : null;
}

/** `1.2.840.113549.1.1.1`; the octets in hex where they are no OID that has a number. */
export function oidOf(value: Der | undefined): string {
  const content = contentOf(value);
  try {
    if (content !== '') return asn1.derToOid(content);
  } catch {
    // An arc beyond 2^53: show the octets.
  }
  return `#${hex(bytesOf(content))}`;
}

/** The time of a UTCTime or GeneralizedTime; null where it is none. */
export function timeOf(value: Der | undefined): Date | null {
  const text = contentOf(value);
  try {
    const time = value?.type === DerType.utcTime ? asn1.utcTimeToDate(text) : asn1.generalizedTimeToDate(text);
    return Number.isNaN(time.getTime()) ? null : time;
  } catch {
    return null;
  }
}

/** The value written out as DER. */
export function encodeDer(value: Der): Uint8Array {
  return bytesOf(asn1.toDer(value).getBytes());
}

/** Wraps content in an identifier octet and a definite length. */
export function wrapDer(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const lengthOctets = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) lengthOctets.unshift(rest % 256);
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | lengthOctets.length, ...lengthOctets];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let offset = head.length;
  for (const part of content) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
