import type { Server } from './address';
import type { ClusterFailure } from './failures';
import type { TvsReply, TvsRequest } from './tvs/message';

/**
 * The one door to the network. What is behind it needs Node.js and is made by `src/net`; what is in front of it knows
 * neither sockets nor which way bytes came.
 */
export interface ClusterClient {
  /**
   * Fetches one file by one transport. At most two requests are open to one host at a time; others wait.
   *
   * Rejects only with the reason of `signal`.
   */
  readonly fetchFile: (transport: Transport, server: Server, wanted: WantedFile) => Promise<FileAnswer>;
  /**
   * Asks a TVS, one question after the other, each on a connection of its own. Nothing is sent to a server whose
   * certificate `isTrusted` does not accept, unless the visit says so.
   *
   * Rejects only with the reason of `signal`.
   */
  readonly visitTvs: (server: Server, visit: TvsVisit) => Promise<TvsVisited>;
}

export type Transport = 'http' | 'https' | 'tftp';

export interface WantedFile {
  /** Without a slash before it. */
  readonly name: string;
  /** Bytes that are taken. */
  readonly most: number;
  readonly signal?: AbortSignal;
}

/** What a server presented itself with. */
export interface Presented {
  /** `TLS 1.2`. */
  readonly tls: string;
  /** True if only the second attempt succeeded, which allows what old servers speak: TLS 1.0, 1024 bits, SHA-1. */
  readonly isOld: boolean;
  /** DER. */
  readonly certificate: Uint8Array;
}

export type FileAnswer = { readonly presented: Presented | null } & (
  | { readonly status: 'found'; readonly bytes: Uint8Array }
  | {
      readonly status: 'missing' | 'busy' | 'failed';
      /** False if nothing came from the server at all. */
      readonly isReached: boolean;
      readonly failure: ClusterFailure;
    }
);

export interface TvsVisit {
  /** Is it a certificate (DER) that phones ask? Decided before anything is sent, on each connection. */
  readonly isTrusted: (certificate: Uint8Array) => Promise<boolean>;
  /** Asks a server with another certificate too; its answers say so. */
  readonly asksAnyway: boolean;
  readonly questions: readonly TvsQuestion[];
  readonly signal?: AbortSignal;
}

/** A message to send, and what its answer must fit. */
export interface TvsQuestion {
  readonly message: Uint8Array;
  readonly kind: TvsRequest['kind'];
  readonly session: number;
}

export type TvsVisited =
  | { readonly isReached: false; readonly failure: ClusterFailure }
  | {
      readonly isReached: true;
      readonly presented: Presented;
      readonly isTrusted: boolean;
      /** One for each question, in their order; null for one that was not sent because of the certificate. */
      readonly answers: readonly (TvsAnswer | null)[];
    };

export type TvsAnswer = {
  /** The connection of this answer presented a certificate that phones ask. */
  readonly isAuthenticated: boolean;
} & ({ readonly reply: TvsReply; readonly failure: null } | { readonly reply: null; readonly failure: ClusterFailure });
