/**
 * One element as it is in the file: `tag (u8) · length (u16, big-endian) · value`.
 *
 * `length` is what the file declares. It equals `value.length` except in a container whose length contradicts its
 * content: such a container is kept as its three bytes alone, and the elements behind it are its siblings.
 */
export interface TlvElement {
  readonly kind: 'element';
  readonly tag: number;
  /** Offset of the tag byte from the start of the file. */
  readonly offset: number;
  readonly length: number;
  readonly value: Uint8Array;
  /** The nested parts of a container; null for every other element. */
  readonly children: readonly Part[] | null;
}

/** PADDING, tag 13: one lone byte 0x0D without a length. */
export interface Padding {
  readonly kind: 'padding';
  readonly offset: number;
}

/** Bytes that fit no element, kept as they are. */
export interface Stray {
  readonly kind: 'stray';
  readonly offset: number;
  readonly value: Uint8Array;
}

export type Part = TlvElement | Padding | Stray;

/** One record: RECORDLENGTH first, then its elements in file order. */
export interface TrustRecord {
  /** Offset of its RECORDLENGTH element. */
  readonly offset: number;
  /** Bytes that the record really takes, its RECORDLENGTH element included. */
  readonly length: number;
  readonly parts: readonly Part[];
}

/** What is wrong with the structure of a file, found while decoding. Offsets and lengths are in bytes of the file. */
export interface Problem {
  readonly code: ProblemCode;
  readonly offset: number;
  readonly length: number;
  /** Number of the record with the problem, from 1; null in the header or after the last record. */
  readonly record: number | null;
  /** Tag of the element with the problem; null if it is not about one. */
  readonly tag: number | null;
  /** What the file declares; null if the problem is not a declared number. */
  readonly declared: number | null;
  /** What it should be. */
  readonly actual: number | null;
}

export type ProblemCode =
  /** An element declares more bytes than are left in its header or record. */
  | 'element-truncated'
  /** A container's length does not end where its last element ends. */
  | 'container-length'
  /** HEADERLENGTH is missing. */
  | 'header-length-missing'
  /** HEADERLENGTH does not end where the first record begins. */
  | 'header-length'
  /** RECORDLENGTH does not end where the record ends. */
  | 'record-length'
  /** A record begins with other bytes than `01 00 02`, and is whole otherwise. */
  | 'record-head'
  /** The file ends inside a record. */
  | 'record-truncated'
  /** Bytes after the last record that are not a record. */
  | 'trailing-bytes'
  /** More records than are read. */
  | 'too-many-records';

/**
 * A trust list, lossless: `encode(list)` gives back exactly the bytes that `decode` read.
 *
 * Values are views of the decoded bytes, not copies; nobody writes to them.
 */
export interface TrustList {
  /** The parts of the header, in file order. */
  readonly header: readonly Part[];
  /** Bytes that the header really takes. */
  readonly headerLength: number;
  readonly records: readonly TrustRecord[];
  /** Bytes after the last record; empty in a sound file. */
  readonly trailing: Uint8Array;
  /** Length of the whole file. */
  readonly length: number;
  /** In file order, header first; no more than are kept of one file. */
  readonly problems: readonly Problem[];
  /** How many more there are. */
  readonly moreProblems: number;
}
