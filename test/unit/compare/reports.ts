import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { listKind } from '../../../src/core/format/file-names';
import { hex } from '../../../src/core/certificates/fingerprints';
import { colonHex, headerFields, recordFields } from '../../../src/core/format/fields';
import type { Part, TlvElement } from '../../../src/core/format/model';
import { functionName, HeaderTag, RecordFunction, RecordTag } from '../../../src/core/format/tags';
import { isoTime } from '../../../src/core/format/time';
import { headerRows, recordRows } from '../../../src/core/trust/fields';
import type { RecordReport, Report, SignatureStatus } from '../../../src/core/trust/report';

/** A record for a report that is made by hand: what is left out is not in the record. */
export interface RecordSpec {
  readonly function: keyof typeof RecordFunction;
  readonly dnsName?: string;
  readonly subject?: string;
  readonly issuer?: string;
  /** Octets of the serial number. */
  readonly serial?: readonly number[];
  readonly publicKey?: Uint8Array;
  /** Any text; its bytes stand for the DER. */
  readonly certificate?: string;
  /** The text of the certificate whose hash the record holds. */
  readonly hashOf?: string;
  readonly ipAddress?: readonly number[];
  readonly notAfter?: string;
  /** Elements of other tags, in front of CERTIFICATE. */
  readonly others?: readonly { readonly tag: number; readonly value: Uint8Array }[];
  /** The tags in the order in which they stand; what it does not name follows. */
  readonly order?: readonly number[];
}

export interface ListSpec {
  readonly signer?: { readonly name: string; readonly issuer: string; readonly serial: readonly number[] } | null;
  readonly status?: SignatureStatus;
  readonly filename?: string;
  readonly timestamp?: number;
  readonly digest?: number;
  readonly padding?: number;
  readonly signerVersion?: readonly number[];
  readonly records: readonly RecordSpec[];
}

const utf8 = new TextEncoder();

/** A report of a list with these records, as `inspect` would give it, without certificates that can be read. */
export function reportOf(spec: ListSpec): Report {
  const header = headerParts(spec);
  const fields = headerFields({ header });
  const records = spec.records.map((record, at) => recordReport(record, at + 1));
  const id = utf8.encode(JSON.stringify(spec));
  const signerRecord = records.find(({ functionCode, serial, issuer }) => {
    const { serialNumber, caName } = fields;
    return functionCode === 0 && serialNumber !== null && serial === colonHex(serialNumber) && issuer === caName;
  });
  return {
    kind: listKind(fields.filename),
    length: 296 + records.reduce((sum, record) => sum + record.length, 0),
    md5: hex(sha256(id)).slice(0, 32),
    sha1: hex(sha1(id)),
    sha256: hex(sha256(id)),
    version: '1.2',
    headerLength: 296,
    filename: fields.filename,
    timestamp: fields.timestamp === null ? null : isoTime(fields.timestamp),
    digest: 'SHA-1',
    signer: {
      name: fields.signerName,
      issuer: fields.caName,
      serial: fields.serialNumber === null ? null : colonHex(fields.serialNumber),
    },
    signature: {
      status: spec.status ?? 'valid',
      record: signerRecord?.index ?? null,
      actualSigner: signerRecord?.index ?? null,
      stale: false,
      awaited: false,
    },
    blank: false,
    header: headerRows(header),
    records,
    certificates: {},
    trailing: null,
    damage: null,
    fault: null,
    findings: [],
  };
}

function headerParts({ signer, filename, timestamp, digest, padding, signerVersion }: ListSpec): Part[] {
  return [
    element(HeaderTag.version, [1, 2]),
    element(HeaderTag.headerLength, [1, 40]),
    ...(signerVersion === undefined ? [] : [element(HeaderTag.signerVersion, signerVersion)]),
    ...(signer === undefined || signer === null
      ? []
      : [
          element(HeaderTag.signerName, text(signer.name)),
          element(HeaderTag.serialNumber, signer.serial),
          element(HeaderTag.caName, text(signer.issuer)),
        ]),
    element(HeaderTag.digestAlgorithm, [digest ?? 1]),
    element(HeaderTag.signature, sha1(utf8.encode(String(timestamp)))),
    element(HeaderTag.filename, text(filename ?? 'ITLFile.tlv')),
    element(HeaderTag.timestamp, u32(timestamp ?? 1_311_776_184)),
    ...Array.from({ length: padding ?? 2 }, (): Part => ({ kind: 'padding', offset: 0 })),
  ];
}

function recordReport(spec: RecordSpec, index: number): RecordReport {
  const parts = recordParts(spec);
  const fields = recordFields({ parts });
  const { certificate, certHash, functionCode, serialNumber } = fields;
  return {
    index,
    function: functionCode === null ? null : functionName(functionCode),
    functionCode,
    offset: 0,
    length: parts.reduce((sum, { length }) => sum + 3 + length, 0),
    dnsName: fields.dnsName,
    subject: fields.subjectName,
    issuer: fields.issuerName,
    serial: serialNumber === null ? null : colonHex(serialNumber),
    ipAddress: fields.ipAddress,
    certificate: certificate !== null ? 'embedded' : certHash !== null ? 'hash' : 'none',
    sha1: certificate !== null ? hex(sha1(certificate)) : certHash !== null ? hex(certHash) : null,
    sha256: certificate === null ? null : hex(sha256(certificate)),
    notBefore: null,
    notAfter: spec.notAfter ?? null,
    keyAlgorithm: null,
    fields: recordRows(parts, () => null),
    certificateId: null,
  };
}

function recordParts(spec: RecordSpec): TlvElement[] {
  const { dnsName, subject, issuer, serial, publicKey, certificate, hashOf, ipAddress, others, order } = spec;
  const content = [
    ...(dnsName === undefined ? [] : [element(RecordTag.dnsName, text(dnsName))]),
    ...(subject === undefined ? [] : [element(RecordTag.subjectName, text(subject))]),
    element(RecordTag.function, [0, RecordFunction[spec.function]]),
    ...(issuer === undefined ? [] : [element(RecordTag.issuerName, text(issuer))]),
    ...(serial === undefined ? [] : [element(RecordTag.serialNumber, serial)]),
    ...(publicKey === undefined ? [] : [element(RecordTag.publicKey, publicKey)]),
    ...(others ?? []).map(({ tag, value }) => element(tag, value)),
    ...(certificate === undefined ? [] : [element(RecordTag.certificate, utf8.encode(certificate))]),
    ...(ipAddress === undefined ? [] : [element(RecordTag.ipAddress, ipAddress)]),
    ...(hashOf === undefined
      ? []
      : [element(RecordTag.certHash, sha1(utf8.encode(hashOf))), element(RecordTag.hashAlgorithm, [1])]),
  ];
  const length = 5 + content.reduce((sum, part) => sum + 3 + part.length, 0);
  const rank = ({ tag }: TlvElement): number => (order?.includes(tag) === true ? order.indexOf(tag) : 99);
  const sorted = order === undefined ? content : [...content].sort((a, b) => rank(a) - rank(b));
  return [element(RecordTag.recordLength, [length >> 8, length & 0xff]), ...sorted];
}

function element(tag: number, value: Iterable<number>): TlvElement {
  const octets = Uint8Array.from(value);
  return { kind: 'element', tag, offset: 0, length: octets.length, value: octets, children: null };
}

function text(value: string): Uint8Array {
  return utf8.encode(`${value}\0`);
}

function u32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}
