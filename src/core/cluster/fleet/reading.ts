import type { HeldListObservation, PhoneObservation, SourceProblem } from '../observation';

/** A list in a source, by the path under which a person finds it; a member of an archive is `archive!member`. */
export interface SourceList {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What one source says: of phones, and the lists in it. */
export interface SourceReading {
  readonly observations: readonly PhoneObservation[];
  /** Every list in the source, also those of no phone. */
  readonly lists: readonly SourceList[];
  readonly problems: readonly SourceProblem[];
}

/** What a source says of one list, without the bytes of any. */
export type HeldObservation = Exclude<HeldListObservation, { readonly state: 'file' }>;

/** A `PhoneObservation` in which lists stand by their SHA-256. */
export interface DigestObservation extends Omit<PhoneObservation, 'itl' | 'ctl'> {
  readonly itl: HeldObservation;
  readonly ctl: HeldObservation | null;
}
