import {
  encryptionElements,
  headerElements,
  recordElements,
  widthsOfType,
  type ElementRow,
  type ElementRows,
  type ElementType,
} from './elements';
import { listKind, nameWithoutSignature, type ListKind } from './file-names';
import { firstHeaderLike } from './kept-lists';
import type { Part, TlvElement, TrustList, TrustRecord } from './model';
import { oncePer } from './once-per';
import { u16 } from './reader';
import { digestNames, RecordFunction, serverFunctions, type DigestName } from './tags';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** True if reading stopped before the end of the header or record: what it seems to lack may be in the rest. */
export function breaksOff(parts: readonly Part[]): boolean {
  return parts.some(({ kind }) => kind === 'stray');
}

/** The same for the header of a list; not if the file ends there, since nothing is in the rest then. */
export function headerBreaksOff(list: Pick<TrustList, 'header' | 'headerLength' | 'length'>): boolean {
  return breaksOff(list.header) && list.headerLength < list.length;
}

/** The first element with this tag, containers searched too. */
export function findElement(parts: readonly Part[], tag: number): TlvElement | null {
  for (const part of parts) {
    if (part.kind !== 'element') continue;
    if (part.tag === tag) return part;
    const inside = part.children === null ? null : findElement(part.children, tag);
    if (inside !== null) return inside;
  }
  return null;
}

/** Every element in file order, a container before its content. */
export function* elementsOf(parts: readonly Part[]): Generator<TlvElement> {
  for (const part of parts) {
    if (part.kind !== 'element') continue;
    yield part;
    if (part.children !== null) yield* elementsOf(part.children);
  }
}

/** A NUL-terminated text, without the NULs at its end. */
export function textOf(value: Uint8Array): string {
  let end = value.length;
  while (end > 0 && value[end - 1] === 0) end -= 1;
  return decodeText(value.subarray(0, end));
}

/** As many are read one by one: that they are not UTF-8 would cost an exception, of which a name may have thousands. */
const fewBytes = 16;

/**
 * UTF-8. A byte that is not part of a character becomes U+DC00 plus the byte: a lone surrogate, which shows as U+FFFD
 * but keeps texts of different bytes different.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = bytes.length > fewBytes ? decodeUtf8(bytes) : null;
  if (text !== null) return text;
  let decoded = '';
  for (let offset = 0; offset < bytes.length;) {
    const character = characterAt(bytes, offset);
    decoded += character?.text ?? String.fromCharCode(0xdc00 + (bytes[offset] ?? 0));
    offset += character?.length ?? 1;
  }
  return decoded;
}

/** The character of UTF-8 at `offset` and how many bytes it takes; null if the bytes are not one. */
function characterAt(bytes: Uint8Array, offset: number): { readonly text: string; readonly length: number } | null {
  const first = bytes[offset] ?? 0;
  if (first < 0x80) return { text: String.fromCharCode(first), length: 1 };
  if (first < 0xc2 || first > 0xf4) return null;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const sequence = bytes.subarray(offset, offset + length);
  if (sequence.length < length || sequence.subarray(1).some((byte) => (byte & 0xc0) !== 0x80)) return null;
  const text = lenientUtf8.decode(sequence);
  // Bytes that only look like a character decode to one U+FFFD each.
  return Array.from(text).length === 1 ? { text, length } : null;
}

/** Null for bytes that are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** A big-endian unsigned integer of 1 to 4 bytes; null for any other width. */
export function integerOf(value: Uint8Array): number | null {
  if (value.length === 0 || value.length > 4) return null;
  let result = 0;
  for (const byte of value) result = result * 256 + byte;
  return result;
}

/** `21:00:2D:17`: how the cluster prints a serial number. */
export function colonHex(value: Uint8Array): string {
  let text = '';
  for (const [at, byte] of value.entries()) text += `${at === 0 ? '' : ':'}${hexOctets[byte] ?? ''}`;
  return text;
}

const hexOctets: readonly string[] = Array.from({ length: 256 }, (_, octet) =>
  octet.toString(16).padStart(2, '0').toUpperCase(),
);

/** `10.48.47.153`, or eight groups for 16 bytes; null for any other width. */
export function ipAddressOf(value: Uint8Array): string | null {
  if (value.length === 4) return value.join('.');
  if (value.length !== 16) return null;
  return Array.from({ length: 8 }, (_, group) => u16(value, group * 2).toString(16)).join(':');
}

/** VERSION and SIGNERVERSION. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** What a value of each type reads as; containers and padding have none. */
interface ValueOfType extends Record<ElementType, unknown> {
  version: Version;
  length: number;
  text: string;
  name: string;
  serial: Uint8Array;
  digest: number;
  'signature-algorithm': number;
  modulus: number;
  signature: Uint8Array;
  time: number;
  function: number;
  key: Uint8Array;
  certificate: Uint8Array;
  address: string;
  hash: Uint8Array;
  u8: number;
  u16: number;
  bytes: Uint8Array;
}

/** The values of some elements, by the keys of their rows; null if absent or not as wide as the type requires. */
type FieldsOf<Rows extends ElementRows> = {
  readonly [Key in keyof Rows as Rows[Key]['type'] extends 'container' | 'padding' ? never : Key]:
    ValueOfType[Rows[Key]['type']] | null;
};

/** What the header says: a value for each row of `headerElements` that has one. The first element of a tag counts. */
export type HeaderFields = FieldsOf<typeof headerElements>;

/** What a record says: a value for each row of `recordElements`. The first element of a tag counts. */
export interface RecordFields extends Omit<FieldsOf<typeof recordElements>, 'function'> {
  /** FUNCTION, u16; see `functionName`. */
  readonly functionCode: number | null;
}

/** What the header of an encrypted file says of its encryption. */
export type EncryptionFields = FieldsOf<typeof encryptionElements>;

export function headerFields({ header }: Pick<TrustList, 'header'>): HeaderFields {
  return fieldsOfHeader(header);
}

/** Every part of an inspection asks for them. */
const fieldsOfHeader = oncePer((header: readonly Part[]): HeaderFields => {
  const first = firstHeaderLike(header);
  if (first === header) return readFields(headerElements, header);
  const { timestamp, signature } = headerElements;
  return {
    ...fieldsOfHeader(first),
    timestamp: fieldOf(timestamp, header),
    signature: fieldOf(signature, header),
  };
});

function fieldOf<Type extends ElementType>(
  { tag, type }: { readonly tag: number; readonly type: Type },
  parts: readonly Part[],
): ValueOfType[Type] | null {
  const element = findElement(parts, tag);
  return element === null ? null : (readValue(type, element.value) as ValueOfType[Type] | null);
}

export function recordFields({ parts }: Pick<TrustRecord, 'parts'>): RecordFields {
  // Named while it is read: a copy of every record's fields took as long as reading them.
  const fields: unknown = readFields(recordElements, parts, { function: 'functionCode' });
  return fields as RecordFields;
}

export function encryptionFields(header: readonly Part[]): EncryptionFields {
  return readFields(encryptionElements, header);
}

function readFields<Rows extends ElementRows>(
  rows: Rows,
  parts: readonly Part[],
  renamed: Readonly<Record<string, string>> = {},
): FieldsOf<Rows> {
  const values = new Map<number, Uint8Array>();
  addValues(values, parts);
  const fields: Record<string, unknown> = {};
  for (const key in rows) {
    const { tag, type } = rows[key] as ElementRow;
    const value = values.get(tag);
    if (type === 'container' || type === 'padding') continue;
    fields[renamed[key] ?? key] = value === undefined ? null : readValue(type, value);
  }
  return fields as FieldsOf<Rows>; // each key was read by its own row's type
}

/** The first value of each tag, containers before their content. */
function addValues(values: Map<number, Uint8Array>, parts: readonly Part[]): void {
  for (const part of parts) {
    if (part.kind !== 'element') continue;
    if (!values.has(part.tag)) values.set(part.tag, part.value);
    if (part.children !== null) addValues(values, part.children);
  }
}

function readValue(type: ElementType, value: Uint8Array): unknown {
  if (!isWidthOf(type, value.length)) return null;
  switch (type) {
    case 'version':
      return { major: value[0] ?? 0, minor: value[1] ?? 0 } satisfies Version;
    case 'length':
    case 'digest':
    case 'signature-algorithm':
    case 'modulus':
    case 'time':
    case 'function':
    case 'u8':
    case 'u16':
      return integerOf(value);
    case 'text':
    case 'name':
      return textOf(value);
    case 'address':
      return ipAddressOf(value);
    case 'key':
    case 'certificate':
    case 'hash':
      // Empty ones are those of a blank list.
      return value.length === 0 ? null : value;
    case 'serial':
    case 'signature':
    case 'bytes':
    case 'container':
    case 'padding':
      return value;
  }
}

/** True for a width that a value of the type may have. */
export function isWidthOf(type: ElementType, width: number): boolean {
  return widthsOfType[type]?.includes(width) ?? true;
}

/**
 * The digest that CERTHASH is of: the one that HASH ALGORITHM names, else the one of this length, else SHA-1, as in
 * every known list.
 */
export function hashDigest({ certHash, hashAlgorithm }: Pick<RecordFields, 'certHash' | 'hashAlgorithm'>): DigestName {
  const declared = hashAlgorithm === null ? undefined : digestNames.get(hashAlgorithm);
  return declared ?? digestOfLength.get(certHash?.length ?? 0) ?? 'SHA-1';
}

const digestOfLength: ReadonlyMap<number, DigestName> = new Map([
  [20, 'SHA-1'],
  [32, 'SHA-256'],
  [64, 'SHA-512'],
]);

/** True for a record with the System Administrator Security Token function: the only kind that signs a list. */
export function isSast(fields: Pick<RecordFields, 'functionCode'>): boolean {
  return fields.functionCode === RecordFunction.sast;
}

/** True for a record that makes a phone trust a server: function TFTP, CCM, CCM+TFTP or TVS. */
export function isServer({ functionCode }: Pick<RecordFields, 'functionCode'>): boolean {
  return functionCode !== null && serverFunctions.has(functionCode);
}

/** True for a record that vouches for somebody: it contains a certificate, a hash or a key. A blanked one does not. */
export function vouches(fields: Pick<RecordFields, 'certificate' | 'certHash' | 'publicKey'>): boolean {
  return fields.certificate !== null || fields.certHash !== null || fields.publicKey !== null;
}

/** True when no server's record vouches for anybody: the form for rollback, or of a CTL set to non-secure. */
export function isBlank(records: readonly RecordFields[]): boolean {
  return !records.some((fields) => isServer(fields) && vouches(fields));
}

/**
 * ITL or CTL by FILENAME. The name on disk counts only if the header has no FILENAME, and only if it is not the name of
 * a signed file: a configuration that was saved as `ITL-moved.cnf.xml.sgn` is not a list.
 *
 * @param file the name on disk; a folder before it is allowed.
 */
export function kindOfList(list: Pick<TrustList, 'header'>, file: string): ListKind {
  const { filename } = headerFields(list);
  if (filename !== null && filename !== '') return listKind(filename);
  return nameWithoutSignature(file) === file ? listKind(file) : 'unknown';
}
