/**
 * Hard caps on what is read. A phone stops at 64 KB; these stop a hostile or mistaken file from taking the
 * machine with it, and are far above anything that a cluster writes. They count work and not time, so that a file gets
 * the same answer on every machine.
 */
export const limits = {
  /** Bytes of one file: a signed one can be firmware. */
  fileBytes: 64 * 1024 * 1024,
  /** Records of one list. */
  records: 50_000,
  /** Elements and padding bytes of one file: as many take about a second to inspect. */
  parts: 400_000,
  /** How deep containers are opened; the format nests them two deep. */
  containerDepth: 8,
  /** Containers of one file whose length contradicts their content; further ones are not opened at all. */
  misfitContainers: 64,
  /** How often in one file a record with a damaged head is looked for. */
  damagedHeads: 64,
  /** Structural problems kept per file: the first ones. */
  problems: 1_000,
  /** Findings of one report: the worst ones, in file order. */
  findings: 20_000,
  /**
   * Hashes that key derivation computes for all parts of one key file together. Programs ask for 2,048 to 1,000,000
   * rounds for each part, and a round takes one to three hashes. SHA-384 and SHA-512 take three times as long as the
   * others where WebCrypto has no derivation, and count as three. A unit of scrypt's cost (N·r·p) counts as one.
   */
  keyDerivationHashes: 4_000_000,
  /** Bytes of the salt of a key derivation: programs write 8 to 64. */
  saltBytes: 1_024,
  /** r·p of scrypt: before its first and after its last round it derives 128 bytes for each. Programs write 8 to 128. */
  scryptBlocks: 1_024,
  /** Values that are read for one piece of ASN.1, those that are read again counted again. */
  asn1Values: 250_000,
  /** Bytes of a file of keys, certificates or a signature, which take some kilobytes. */
  keyFileBytes: 4 * 1024 * 1024,
  /** RSA keys of the right size that are tried on one encrypted file: each takes up to a tenth of a second. */
  triedKeys: 32,
  /** Credentials that are hidden one by one in a configuration; beyond, all that follows is hidden as one. */
  hiddenSecrets: 2_000,
  /** Characters of a text of `show itl` or `show ctl`; a cluster prints some thousand for a list. */
  textCharacters: 1_000_000,
  /** Outputs of `show itl` and `show ctl` in one text. */
  textOutputs: 1_000,
  /** Bytes of the content of a signed file that are read as text: a configuration takes some thousand. */
  contentBytes: 8 * 1024 * 1024,
  /** Characters and lines of such a text that are shown. */
  shownCharacters: 500_000,
  shownLines: 20_000,
  /** Characters of a phone's log that are read, and lines of it that look like messages about trust. */
  logCharacters: 8_000_000,
  logMessages: 50_000,
  /** Bytes of certificates that are kept so as not to be parsed again; each counts its DER and the overhead. */
  cachedCertificateBytes: 64 * 1024 * 1024,
  /** What a parsed certificate takes in addition to its DER, roughly. */
  cachedCertificateOverhead: 4 * 1024,
  /** Records that are kept so as not to be inspected again: those of a hundred clusters or more. */
  cachedRecords: 4_096,
  /** Bytes of a record that is kept: they take one or two thousand. */
  cachedRecordBytes: 16 * 1024,
  /** Places of files for which each of them is kept: in every list of a cluster it is at the same one. */
  cachedRecordPlaces: 4,
  /** Lists that are kept so as not to be read again: those of as many clusters. */
  cachedLists: 128,
  /** Bytes of a list that is kept, and its elements: one of a large cluster has some hundred. */
  cachedListBytes: 64 * 1024,
  cachedListParts: 1_024,
} as const;
