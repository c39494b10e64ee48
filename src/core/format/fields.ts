import { listKind, nameWithoutSignature, type ListKind } from './file-names';
import type { Part, TlvElement, TrustList, TrustRecord } from './model';
import { u16 } from './reader';
import { digestNames, HeaderTag, RecordFunction, RecordTag, serverFunctions, type DigestName } from './tags';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The first element with this tag, containers searched too. */
export function findElement(parts: readonly Part[], tag: number): TlvElement | null {
  for (const element of elementsOf(parts)) if (element.tag === tag) return element;
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

/**
 * UTF-8, whose bytes that are none become U+DC00 plus the byte: lone surrogates, which show as U+FFFD, and by which texts
 * of different bytes stay different.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text !== null) return text;
  let decoded = '';
  for (let offset = 0; offset < bytes.length;) {
    const character = characterAt(bytes, offset);
    decoded += character?.text ?? String.fromCharCode(0xdc00 + (bytes[offset] ?? 0));
    offset += character?.length ?? 1;
  }
  return decoded;
}

/** One character of UTF-8 and how many bytes it takes; null where none stands. */
function characterAt(bytes: Uint8Array, offset: number): { readonly text: string; readonly length: number } | null {
  const first = bytes[offset] ?? 0;
  if (first < 0x80) return { text: String.fromCharCode(first), length: 1 };
  if (first < 0xc2 || first > 0xf4) return null;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const sequence = bytes.subarray(offset, offset + length);
  if (sequence.length < length || sequence.subarray(1).some((byte) => (byte & 0xc0) !== 0x80)) return null;
  const text = lenientUtf8.decode(sequence);
  // What has the form of a character and is none gives a U+FFFD for each of its bytes.
  return Array.from(text).length === 1 ? { text, length } : null;
}

/** Null for bytes that are no UTF-8. */
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
  return Array.from(value, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

/** `10.48.47.153`, or eight groups for 16 bytes; null for any other width. */
export function ipAddressOf(value: Uint8Array): string | null {
  if (value.length === 4) return value.join('.');
  if (value.length !== 16) return null;
  return Array.from({ length: 8 }, (_, group) => u16(value, group * 2).toString(16)).join(':');
}

/** What the header says. Absent elements are null, and so are values whose width is not the field's. */
export interface HeaderFields {
  readonly version: { readonly major: number; readonly minor: number } | null;
  readonly headerLength: number | null;
  readonly signerName: string | null;
  readonly serialNumber: Uint8Array | null;
  readonly caName: string | null;
  /** DIGESTALGORTITHM as it stands; see `digestNames`. */
  readonly digestAlgorithm: number | null;
  readonly signatureAlgorithm: number | null;
  readonly signatureModulus: number | null;
  readonly signature: Uint8Array | null;
  readonly filename: string | null;
  /** Unix seconds, UTC. */
  readonly timestamp: number | null;
  readonly signerVersion: { readonly major: number; readonly minor: number } | null;
}

export function headerFields(list: Pick<TrustList, 'header'>): HeaderFields {
  const value = valueReader(list.header);
  return {
    version: versionOf(value(HeaderTag.version)),
    headerLength: integerOfWidth(value(HeaderTag.headerLength), 2),
    signerName: map(value(HeaderTag.signerName), textOf),
    serialNumber: value(HeaderTag.serialNumber),
    caName: map(value(HeaderTag.caName), textOf),
    digestAlgorithm: integerOfWidth(value(HeaderTag.digestAlgorithm), 1),
    signatureAlgorithm: integerOfWidth(value(HeaderTag.signatureAlgorithm), 1),
    signatureModulus: integerOfWidth(value(HeaderTag.signatureModulus), 1),
    signature: value(HeaderTag.signature),
    filename: map(value(HeaderTag.filename), textOf),
    timestamp: integerOfWidth(value(HeaderTag.timestamp), 4),
    signerVersion: versionOf(value(HeaderTag.signerVersion)),
  };
}

/**
 * What a record says. Absent elements are null, and so are values whose width is not the field's; key, certificate and
 * hash are null where their elements are empty, as in a blank list.
 */
export interface RecordFields {
  readonly recordLength: number | null;
  readonly dnsName: string | null;
  readonly subjectName: string | null;
  /** FUNCTION as it stands; see `functionName`. */
  readonly functionCode: number | null;
  readonly issuerName: string | null;
  readonly serialNumber: Uint8Array | null;
  /** RSA: PKCS#1 RSAPublicKey DER. EC: uncompressed point. */
  readonly publicKey: Uint8Array | null;
  readonly signature: Uint8Array | null;
  /** X.509 DER. */
  readonly certificate: Uint8Array | null;
  readonly ipAddress: string | null;
  readonly certHash: Uint8Array | null;
  readonly hashAlgorithm: number | null;
}

export function recordFields(record: Pick<TrustRecord, 'parts'>): RecordFields {
  const value = valueReader(record.parts);
  return {
    recordLength: integerOfWidth(value(RecordTag.recordLength), 2),
    dnsName: map(value(RecordTag.dnsName), textOf),
    subjectName: map(value(RecordTag.subjectName), textOf),
    functionCode: integerOfWidth(value(RecordTag.function), 2),
    issuerName: map(value(RecordTag.issuerName), textOf),
    serialNumber: value(RecordTag.serialNumber),
    publicKey: filled(value(RecordTag.publicKey)),
    signature: value(RecordTag.signature),
    certificate: filled(value(RecordTag.certificate)),
    ipAddress: map(value(RecordTag.ipAddress), ipAddressOf),
    certHash: filled(value(RecordTag.certHash)),
    hashAlgorithm: integerOfWidth(value(RecordTag.hashAlgorithm), 1),
  };
}

/**
 * The digest that CERTHASH is of: what HASH ALGORITHM says, and where that is absent or no known code, the one of this
 * length. SHA-1, as in every known list, where neither tells.
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

/** True for a record that vouches for somebody: it holds a certificate, a hash or a key. A blanked one does not. */
export function vouches(fields: Pick<RecordFields, 'certificate' | 'certHash' | 'publicKey'>): boolean {
  return fields.certificate !== null || fields.certHash !== null || fields.publicKey !== null;
}

/** True when no server's record vouches for anybody: the form for rollback, or of a CTL set to non-secure. */
export function isBlank(records: readonly RecordFields[]): boolean {
  return !records.some((fields) => isServer(fields) && vouches(fields));
}

/**
 * ITL or CTL by FILENAME. The name on disk counts only where the header has no FILENAME, and only if it is not the name
 * of a signed file: a configuration that was saved as `ITL-moved.cnf.xml.sgn` is no list.
 *
 * @param file the name on disk; a folder before it is allowed.
 */
export function kindOfList(list: Pick<TrustList, 'header'>, file: string): ListKind {
  const { filename } = headerFields(list);
  if (filename !== null && filename !== '') return listKind(filename);
  return nameWithoutSignature(file) === file ? listKind(file) : 'unknown';
}

function valueReader(parts: readonly Part[]): (tag: number) => Uint8Array | null {
  const values = new Map<number, Uint8Array>();
  for (const element of elementsOf(parts)) {
    if (!values.has(element.tag)) values.set(element.tag, element.value);
  }
  return (tag) => values.get(tag) ?? null;
}

function integerOfWidth(value: Uint8Array | null, width: number): number | null {
  return value !== null && value.length === width ? integerOf(value) : null;
}

function versionOf(value: Uint8Array | null): { major: number; minor: number } | null {
  return value !== null && value.length === 2 ? { major: value[0] ?? 0, minor: value[1] ?? 0 } : null;
}

function filled(value: Uint8Array | null): Uint8Array | null {
  return value !== null && value.length > 0 ? value : null;
}

function map<T>(value: Uint8Array | null, read: (value: Uint8Array) => T): T | null {
  return value === null ? null : read(value);
}
