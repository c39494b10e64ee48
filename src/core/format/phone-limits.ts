/** What phones take at most. Every sentence about these limits has these numbers. */
export const phoneLimits = {
  /** Bytes of a list, above which phones do not load it (Security Guide: more than 39 certificates). */
  listBytes: 64 * 1024,
  /** Certificates of a list that still fits into these (Security Guide). */
  certificates: 39,
  /** SAST records that a phone reads (usecallmanagernz/certutils). */
  sast: 2,
  /** Bits of a signer's RSA key (usecallmanagernz/certutils). */
  signerBits: 2048,
} as const;
