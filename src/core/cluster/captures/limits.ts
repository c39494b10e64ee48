/**
 * What one capture may take of the machine. Captures have hundreds of megabytes, so they are read in pieces and little of
 * them is kept: what is found, and what waits for a packet before it. These count work and not time, as `format/limits.ts`.
 */
export const captureLimits = {
  /** Bytes of one packet: an interface that joins segments hands over 64 KB, and libpcap writes 256 KB at most. */
  packetBytes: 1024 * 1024,
  /** Interfaces of one section of a pcapng file. */
  interfaces: 4_096,
  /** Fragmented packets that wait for the rest, and fragments of one. */
  openDatagrams: 512,
  fragments: 1_024,
  /** TCP connections, and requests of TFTP, that are followed at once; the one that was silent longest ends. */
  connections: 10_000,
  tftpRequests: 10_000,
  /** Segments of one direction that wait for one before them: then that one counts as lost. */
  heldSegments: 8_192,
  /** The same while the start of the stream is not known: then the first of them counts as the start. */
  heldWithoutStart: 1_024,
  /** Bytes of all segments that wait, each with its overhead. */
  heldBytes: 64 * 1024 * 1024,
  /** Blocks of one TFTP transfer that wait for one before them. */
  heldBlocks: 1_024,
  /** Packets of TFTP that may come before the request that they belong to. */
  earlyPackets: 64,
  /** Servers' ports that answer one TFTP request: each repetition of a request may get an answer of its own. */
  tftpAnswers: 8,
  /** Bytes of the head of an HTTP message, and of a handshake message of TLS. */
  headBytes: 64 * 1024,
  handshakeBytes: 256 * 1024,
  /** Requests and responses of one connection. */
  httpMessages: 10_000,
  /** Questions and answers of all TVS connections. */
  tvsMessages: 20_000,
  /** What is reported. */
  transfers: 20_000,
  tvsConnections: 10_000,
  problems: 200,
  /** Bytes of the files that are kept, and of the heads of HTTP messages, together. */
  contentBytes: 256 * 1024 * 1024,
  /** Lists against which the signed files are verified: the first ones that differ. */
  verifyingLists: 64,
} as const;

/** Bytes that something held takes beside its content, roughly. */
export const heldOverhead = 128;
