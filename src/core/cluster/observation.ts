/**
 * What a source (a table, a page of a phone, an alarm in a log, a file) says of the lists that one phone holds. A
 * fleet is many of these; sources make them and the grouping reads them, so that neither knows the other.
 */

/** What a source says of one of a phone's two lists. */
export type HeldListObservation =
  /** Digest of the whole file, in lower-case hex: 16 bytes are MD5, 20 SHA-1, 32 SHA-256. */
  | { readonly state: 'digest'; readonly digest: string }
  /** The file itself. */
  | { readonly state: 'file'; readonly bytes: Uint8Array }
  | { readonly state: 'not-installed' }
  /** There is a value, and it is not a digest: broken, of a length that no digest has. */
  | { readonly state: 'unreadable'; readonly text: string }
  /** The source has a place for it and leaves it empty, or CUCM says "Unknown". */
  | { readonly state: 'not-reported' };

/** What CUCM 14 says under "ITL File Status". */
export type ReportedStatus = 'match' | 'mismatch' | 'not-installed' | 'unknown';

export interface PhoneObservation {
  /** As the source names it (SEP…, CSF…, ATA…); a MAC address alone becomes `SEP` and 12 upper-case digits. */
  readonly device: string;
  /** Path of the file as it was given; a member of an archive is `archive!member`. */
  readonly source: string;
  /** The line where the record begins, from 1; null in binary files. */
  readonly line: number | null;
  /** ISO 8601, in UTC if the source says a zone, without zone if it says none; null if it says no time. */
  readonly time: string | null;
  readonly itl: HeldListObservation;
  /** Null where the source does not speak of a CTL: none is assumed. */
  readonly ctl: HeldListObservation | null;
  readonly reported: ReportedStatus | null;
  readonly model: string | null;
  readonly address: string | null;
  readonly description: string | null;
  readonly pool: string | null;
  readonly location: string | null;
}

/** What of a source could not be read; `message` is a whole sentence. */
export interface SourceProblem {
  readonly file: string;
  /** From 1; null for a file as a whole, and in binary files. */
  readonly line: number | null;
  readonly message: string;
}
