import type { CertificateDetails } from '../certificates/details';
import type { KeyFlaw } from '../certificates/key-flaws';
import type { ListKind } from '../format/file-names';
import type { Value } from '../words/translate';
import type { FindingCode, FindingReason, Severity } from './catalogue';

/**
 * What a trust list means, as plain JSON: the one value that every view shows. It crosses to the webview and is what
 * `--json` prints a part of. Offsets and lengths are bytes of the file; records count from 1 as on the cluster;
 * serials are upper-case colon hex; digests are lower-case hex; times are ISO 8601 UTC; what is absent is null.
 */
export interface Report {
  readonly kind: ListKind;
  readonly length: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  /** `1.2`. */
  readonly version: string | null;
  readonly headerLength: number | null;
  readonly filename: string | null;
  readonly timestamp: string | null;
  /** The digest under the signature as the header declares it: `SHA-1`, `SHA-256`, `SHA-512` or `unknown (n)`. */
  readonly digest: string | null;
  readonly signer: Signer;
  readonly signature: SignatureReport;
  /** The first thing that damages the structure of the file; null if nothing does. No setting changes it. */
  readonly damage: Fault | null;
  /** The first other error that the signature does not answer for; null if there is none. No setting changes it. */
  readonly fault: Fault | null;
  /** True if no record of function TFTP, CCM, CCM+TFTP or TVS contains a certificate, a hash or a key. */
  readonly blank: boolean;
  /** The header's elements in file order, containers before their content. */
  readonly header: readonly FieldReport[];
  readonly records: readonly RecordReport[];
  /** Each distinct certificate of the file once, by its SHA-1 fingerprint. */
  readonly certificates: Readonly<Record<string, CertificateDetails>>;
  /** Bytes after the last record; null in a sound file. */
  readonly trailing: { readonly offset: number; readonly length: number } | null;
  /** In file order. */
  readonly findings: readonly Finding[];
}

export type Fault = Pick<Finding, 'code' | 'message' | 'where'>;

export interface Signer {
  readonly name: string | null;
  readonly issuer: string | null;
  readonly serial: string | null;
}

export type SignatureStatus = 'valid' | 'invalid' | 'signer-not-in-list' | 'unsupported' | 'unsigned';

export interface SignatureReport {
  readonly status: SignatureStatus;
  /** The SAST record that the header names as signer. */
  readonly record: number | null;
  /** The record whose key verifies the signature: `record` itself when valid, another one when not, else null. */
  readonly actualSigner: number | null;
  /** Why the key of `record`, which verifies the signature, proves nothing by that; only if it is so. */
  readonly flaw?: KeyFlaw;
  /** True if the list was edited here after it was signed, or is awaiting a signature: it must be signed before use. */
  readonly stale: boolean;
  /** True if no SIGNATURE was found because the header cannot be read to its end; only if it is so. */
  readonly unread?: true;
  /** True for a SIGNATURE of zeros, the placeholder for an external signature. */
  readonly awaited: boolean;
}

/** Whether a field says the same as the certificate of its record; null if there is nothing to compare it with. */
export type Agreement = 'agrees' | 'differs' | null;

/** One row of a table: an element, a padding byte or a run of stray bytes. */
export interface FieldReport {
  readonly offset: number;
  /** Bytes from `offset` to the end of the value. */
  readonly length: number;
  /** Null for stray bytes. */
  readonly tag: number | null;
  /** As the cluster prints it: `ISSUERNAME`, `TAG 40`; `(bytes)` for stray bytes. */
  readonly name: string;
  /** The length that the file declares; null for padding and stray bytes. */
  readonly valueLength: number | null;
  /** How deep it is nested in containers. */
  readonly depth: number;
  /** The value as a person reads it: a name, a number with its meaning, hex for bytes; cut if it is long. */
  readonly text: string;
  readonly agreement: Agreement;
}

export interface RecordReport {
  readonly index: number;
  /** `System Administrator Security Token`, `CCM+TFTP`, …; `Function n`; null if FUNCTION is missing. */
  readonly function: string | null;
  readonly functionCode: number | null;
  readonly offset: number;
  readonly length: number;
  readonly dnsName: string | null;
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly serial: string | null;
  readonly ipAddress: string | null;
  readonly certificate: 'embedded' | 'hash' | 'none';
  /**
   * Fingerprints of the embedded certificate, or of the one in the file that has the hash; else the hash itself in
   * `sha1`.
   */
  readonly sha1: string | null;
  readonly sha256: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** `RSA 2048`, `EC P-256`; of the certificate, else of PUBLICKEY. */
  readonly keyAlgorithm: string | null;
  readonly fields: readonly FieldReport[];
  /** Key of `Report.certificates`: of the embedded certificate, or of the one that has the hash; else null. */
  readonly certificateId: string | null;
}

export interface FindingPlace {
  /** Record, from 1; null in the header or for the whole file. */
  readonly record: number | null;
  /** Name of the field, as the cluster prints it: `ISSUERNAME`. */
  readonly field: string | null;
  readonly offset: number;
  readonly length: number;
}

/** An edit that fixes a finding; the window and the text views offer it as a quick fix. */
export type Fix =
  | { readonly kind: 'resign' }
  | { readonly kind: 'take-from-certificate'; readonly record: number; readonly field: string }
  | { readonly kind: 'drop-trailing-bytes' }
  | { readonly kind: 'fix-header-length' }
  | { readonly kind: 'drop-duplicate'; readonly record: number };

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** One sentence with the values of this file in it. */
  readonly message: string;
  /** Which sentence of the catalogue that is, and its values. */
  readonly reason: FindingReason;
  readonly args: Readonly<Record<string, Value>>;
  readonly where: FindingPlace;
  /** Label and value pairs that a hover shows: what the file says, what the certificate says, who actually signed. */
  readonly evidence: readonly { readonly label: string; readonly value: string }[];
  readonly fix: Fix | null;
}
