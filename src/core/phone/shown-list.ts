import type { Certificate } from '../certificates/certificate';
import { joined } from '../format/bytes';
import { decode } from '../format/decode';
import { container, element, fitHeader, recordOf, textBytes, u16Bytes } from '../format/draft';
import { encodeParts } from '../format/encode';
import type { TlvElement, TrustRecord } from '../format/model';
import { HeaderTag, RecordTag } from '../format/tags';
import type { RecordReport, Report } from '../trust/report';
import type { NamedList } from './held';

/**
 * The list that `show itl` or `show ctl` printed, with what a phone decides by: the records with their functions, names,
 * serial numbers and hashes. The text does not contain keys: a record gets its certificate from those given if its SHA-1
 * is the printed one, and is otherwise a record with nothing but the hash. There is no signature.
 *
 * @param report of a text with all records.
 * @param file what sentences call it.
 */
export function listOfReport(report: Report, file: string, certificates: readonly Certificate[]): NamedList {
  const bySha1 = new Map(certificates.map((certificate) => [certificate.details.sha1, certificate]));
  const { name, issuer, serial } = report.signer;
  const header = fitHeader([
    element(HeaderTag.version, Uint8Array.of(1, 2)),
    container(HeaderTag.signerId, [
      ...text(HeaderTag.signerName, name),
      ...hexadecimal(HeaderTag.serialNumber, serial),
      ...text(HeaderTag.caName, issuer),
    ]),
    ...text(HeaderTag.filename, report.kind === 'unknown' ? null : `${report.kind}File.tlv`),
  ]);
  const records = report.records.map((record) => recordFrom(record, bySha1.get(record.sha1 ?? '')));
  const decoded = decode(joined([header, ...records.map(({ parts }) => parts)].map(encodeParts)));
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { file, list: decoded.list, isText: true };
}

function recordFrom(
  { dnsName, subject, functionCode, issuer, serial, sha1, certificate: form }: RecordReport,
  certificate: Certificate | undefined,
): TrustRecord {
  const known = form === 'none' ? undefined : certificate;
  return recordOf([
    ...text(RecordTag.dnsName, dnsName),
    ...text(RecordTag.subjectName, subject),
    ...(functionCode === null ? [] : [element(RecordTag.function, u16Bytes(functionCode))]),
    ...text(RecordTag.issuerName, issuer),
    ...hexadecimal(RecordTag.serialNumber, serial),
    ...(known?.publicKeyValue == null ? [] : [element(RecordTag.publicKey, known.publicKeyValue)]),
    ...(known === undefined ? hashOf(sha1) : [element(RecordTag.certificate, known.der)]),
  ]);
}

/** SHA-1. */
const hashAlgorithm = 1;

function hashOf(sha1: string | null): TlvElement[] {
  if (sha1 === null) return [];
  return [...hexadecimal(RecordTag.certHash, sha1), element(RecordTag.hashAlgorithm, Uint8Array.of(hashAlgorithm))];
}

/** Bytes of the longest value of an element. */
const longestValue = 0xffff;

/** Nothing for what the text does not say, or no list can contain. */
function text(tag: number, value: string | null): TlvElement[] {
  const bytes = textBytes(value ?? '');
  return value === null || bytes.length > longestValue ? [] : [element(tag, bytes)];
}

function hexadecimal(tag: number, digits: string | null): TlvElement[] {
  if (digits === null) return [];
  const octets = digits.replaceAll(':', '').match(/../g) ?? [];
  return [
    element(
      tag,
      Uint8Array.from(octets, (pair) => Number.parseInt(pair, 16)),
    ),
  ];
}
