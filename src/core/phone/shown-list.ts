import type { Certificate } from '../certificates/certificate';
import { joined } from '../format/bytes';
import { decode } from '../format/decode';
import { HeaderTag, RecordTag } from '../format/tags';
import type { RecordReport, Report } from '../trust/report';
import type { NamedList } from './held';

/**
 * The list that `show itl` or `show ctl` printed, with what a phone decides by: the records with their
 * functions, names, serial numbers and hashes. The text does not contain keys: a record gets its certificate from those
 * given if its SHA-1 is the printed one, and is otherwise a record with nothing but the hash. There is no signature.
 *
 * @param report of a text with all records.
 * @param file what sentences call it.
 */
export function listOfReport(report: Report, file: string, certificates: readonly Certificate[]): NamedList {
  const bySha1 = new Map(certificates.map((certificate) => [certificate.details.sha1, certificate]));
  const { name, issuer, serial } = report.signer;
  const signer = joined([
    ...text(HeaderTag.signerName, name),
    ...hexadecimal(HeaderTag.serialNumber, serial),
    ...text(HeaderTag.caName, issuer),
  ]);
  const rest = [
    element(HeaderTag.signerId, signer),
    ...text(HeaderTag.filename, report.kind === 'unknown' ? null : `${report.kind}File.tlv`),
  ];
  const version = element(HeaderTag.version, Uint8Array.of(1, 2));
  const length = [version, element(HeaderTag.headerLength, u16(0)), ...rest].reduce(
    (sum, part) => sum + part.length,
    0,
  );
  const records = report.records.map((record) => recordOf(record, bySha1.get(record.sha1 ?? '')));
  const bytes = joined([version, element(HeaderTag.headerLength, u16(length)), ...rest, ...records]);
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { file, list: decoded.list, isText: true };
}

function recordOf(
  { dnsName, subject, functionCode, issuer, serial, sha1, certificate: form }: RecordReport,
  certificate: Certificate | undefined,
): Uint8Array {
  const known = form === 'none' ? undefined : certificate;
  const parts = [
    ...text(RecordTag.dnsName, dnsName),
    ...text(RecordTag.subjectName, subject),
    ...(functionCode === null ? [] : [element(RecordTag.function, u16(functionCode))]),
    ...text(RecordTag.issuerName, issuer),
    ...hexadecimal(RecordTag.serialNumber, serial),
    ...(known?.publicKeyValue == null ? [] : [element(RecordTag.publicKey, known.publicKeyValue)]),
    ...(known === undefined ? hashOf(sha1) : [element(RecordTag.certificate, known.der)]),
  ];
  const length = parts.reduce((sum, part) => sum + part.length, lengthElement);
  return joined([element(RecordTag.recordLength, u16(length)), ...parts]);
}

/** Bytes of a RECORDLENGTH with its tag and length. */
const lengthElement = 5;
/** SHA-1. */
const hashAlgorithm = 1;

function hashOf(sha1: string | null): Uint8Array[] {
  if (sha1 === null) return [];
  return [...hexadecimal(RecordTag.certHash, sha1), element(RecordTag.hashAlgorithm, Uint8Array.of(hashAlgorithm))];
}

/** Tag (1 byte), length (2 bytes, big-endian), value. */
function element(tag: number, value: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(tag), u16(value.length), value]);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

/** Bytes of the longest value of an element. */
const longestValue = 0xffff;

/** Ends with a zero; nothing for what the text does not say, or no list can contain. */
function text(tag: number, value: string | null): Uint8Array[] {
  const bytes = new TextEncoder().encode(`${value ?? ''}\0`);
  return value === null || bytes.length > longestValue ? [] : [element(tag, bytes)];
}

function hexadecimal(tag: number, digits: string | null): Uint8Array[] {
  if (digits === null) return [];
  return [
    element(
      tag,
      Uint8Array.from(digits.replaceAll(':', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    ),
  ];
}
