import { colonHex, headerFields } from '../format/fields';
import { encryptionOf, signedKind, type SignedFile, type SignedKind } from '../format/signed';
import { digestNames, signedTagName } from '../format/tags';
import { isoTime } from '../format/time';
import { headerRows } from './fields';
import type { FieldReport, Finding, Signer } from './report';
import { headerProblemFindings } from './structure-findings';

/**
 * What a signed file says of itself, as plain JSON: what the page of it and the command line show. Nothing of it is
 * verified. What is absent is null, offsets and lengths are bytes.
 */
export interface SignedReport {
  readonly kind: SignedKind;
  /** `1.0`. */
  readonly version: string | null;
  readonly filename: string | null;
  /** ISO 8601 UTC. */
  readonly timestamp: string | null;
  /** `SHA-1`, `SHA-256`, `SHA-512` or `unknown (n)`. */
  readonly digest: string | null;
  readonly signer: Signer;
  /** True if only the phone can read the content. */
  readonly encrypted: boolean;
  /** Bytes of the whole file. */
  readonly length: number;
  /** Bytes that the header takes: the content begins there. */
  readonly headerLength: number;
  /** The header's elements in file order, containers before their content. */
  readonly header: readonly FieldReport[];
  /** What is wrong with the structure of the header. */
  readonly findings: readonly Finding[];
}

/** @param name of the file, if its header has none. */
export function reportSigned(file: SignedFile, name: string): SignedReport {
  const { version, filename, timestamp, digestAlgorithm, signerName, caName, serialNumber } = headerFields(file);
  return {
    kind: signedKind(file, name),
    version: version === null ? null : `${version.major}.${version.minor}`,
    filename,
    timestamp: timestamp === null ? null : isoTime(timestamp),
    digest: digestAlgorithm === null ? null : (digestNames.get(digestAlgorithm) ?? `unknown (${digestAlgorithm})`),
    signer: { name: signerName, issuer: caName, serial: serialNumber === null ? null : colonHex(serialNumber) },
    encrypted: encryptionOf(file) !== null,
    length: file.length,
    headerLength: file.headerLength,
    header: headerRows(file.header).map((row) => (row.tag === null ? row : { ...row, name: signedTagName(row.tag) })),
    findings: headerProblemFindings(file.problems),
  };
}
