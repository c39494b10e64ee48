/** How long is waited for a server. Fixed for the product; tests take shorter ones. */
export interface NetLimits {
  /** For a connection, and again for TLS on it. */
  readonly connectMs: number;
  /** For an answer to begin, and between two pieces of it. */
  readonly idleMs: number;
  /** For one file or one answer from beginning to end. */
  readonly totalMs: number;
  /** After which the last packet of TFTP is sent again, and how often it is sent in all while nothing new comes. */
  readonly repeatMs: number;
  readonly sendings: number;
}

export const netLimits: NetLimits = {
  connectMs: 5_000,
  idleMs: 10_000,
  totalMs: 120_000,
  repeatMs: 1_200,
  sendings: 4,
};
