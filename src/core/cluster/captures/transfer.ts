import type { Server } from '../address';
import { failure, type ClusterFailure } from '../failures';

/** A file that was asked for, and what the capture shows of it. */
export interface CapturedTransfer {
  readonly protocol: 'tftp' | 'http';
  readonly client: Server;
  /** Where it was asked for. */
  readonly server: Server;
  /** The request's, or of the first answer without one; from 1. */
  readonly packet: number;
  /** Without a slash before it. */
  readonly name: string;
  /**
   * What the network shows: `found` if the server sent the file, of which the capture may lack a part; `failed` if the
   * transfer was broken off, or not answered.
   */
  readonly status: 'found' | 'missing' | 'busy' | 'failed';
  /** The whole file was sent, and all of it is here. */
  readonly isComplete: boolean;
  /** Bytes from the start without a gap; null if the server has no such file. */
  readonly length: number | null;
  /** Null unless it is complete. */
  readonly bytes: Uint8Array | null;
  readonly failure: ClusterFailure | null;
  /** How the server encoded the content; null if it did not. */
  readonly encoding: string | null;
}

export type Outcome = Pick<CapturedTransfer, 'status' | 'isComplete' | 'length' | 'bytes' | 'failure'>;

/** A file that came whole. An empty one counts as not there. */
export function wholeFile(bytes: Uint8Array | null, length: number, note: ClusterFailure | null): Outcome {
  if (length === 0) return { ...none, status: 'missing', length: 0, failure: failure('empty', {}) };
  if (bytes === null) return { ...none, status: 'found', length, failure: failure('not-kept', { length }) };
  return { status: 'found', isComplete: true, length, bytes, failure: note };
}

/** A file that is there in part, or not at all. */
export function partOfFile(status: 'found' | 'failed', length: number, reason: ClusterFailure): Outcome {
  return { ...none, status, length, failure: reason };
}

export function noFile(status: 'missing' | 'busy' | 'failed', reason: ClusterFailure): Outcome {
  return { ...none, status, length: status === 'failed' ? 0 : null, failure: reason };
}

const none = { isComplete: false, bytes: null } as const;
