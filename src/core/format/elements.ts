/**
 * The elements of the format: one row for each tag of a header, of a record, and of an encrypted file's header.
 *
 * Everything that depends on a tag is derived from these rows: constants and names (`tags.ts`), reading and describing
 * a value, findings on its width, `show` in both directions, comparison, and the order of what an edit writes.
 * A new tag is a new row here; a value of a new kind is also a new `ElementType`.
 *
 * Rows are in the order in which CUCM writes the elements (SIGNERVERSION where certutils has it): that is where an edit
 * inserts one. Names are those of `show itl` and `show ctl`; the misspellings are Cisco's and are kept, since they are
 * what an engineer searches for.
 */

/** What a value is, which decides its width and how it is read, described, printed and compared. */
export type ElementType =
  /** Elements inside an element. */
  | 'container'
  /** PADDING: a lone tag byte without length and value. */
  | 'padding'
  /** Two bytes: major and minor. */
  | 'version'
  /** u16: a number of bytes. */
  | 'length'
  /** UTF-8 that ends with a NUL, which the length counts. */
  | 'text'
  /** A distinguished name, stored as text. */
  | 'name'
  /** A serial number: an unsigned big-endian integer of any width. */
  | 'serial'
  /** u8: see `digestNames`. */
  | 'digest'
  /** u8: 0 is RSA. */
  | 'signature-algorithm'
  /** u8: see `modulusBits`. */
  | 'modulus'
  /** Bytes of an RSA signature. */
  | 'signature'
  /** u32: Unix seconds, UTC. */
  | 'time'
  /** u16: see `functionName`. */
  | 'function'
  /** RSA: PKCS#1 RSAPublicKey DER. EC: uncompressed point. */
  | 'key'
  /** X.509 DER. */
  | 'certificate'
  /** IPv4 or IPv6 address. */
  | 'address'
  /** Digest of a certificate. */
  | 'hash'
  /** A plain number of one byte, or of two. */
  | 'u8'
  | 'u16'
  | 'bytes';

/** The widths in bytes that a value of a type may have; a type that is not here takes any. */
export const widthsOfType: Readonly<Partial<Record<ElementType, readonly number[]>>> = {
  version: [2],
  length: [2],
  digest: [1],
  'signature-algorithm': [1],
  modulus: [1],
  time: [4],
  function: [2],
  address: [4, 16],
  u8: [1],
  u16: [2],
};

/** A field of a certificate that a record repeats. */
export type CertificateField = 'subject' | 'issuer' | 'serial' | 'key' | 'signature';

/**
 * How a difference of an element weighs in a comparison.
 *
 * - `exact`: it is one of meaning.
 * - `text`: the same, but NULs at the end do not count.
 * - `name`: one of form if both are the same distinguished name; `serial`: if both are the same number.
 * - `form`: it is one of form. Lengths follow from what they count (one that does not is `exact`); TIMESTAMP and the
 *   bytes of SIGNATURE say when the list was signed, and whether that signature is good is compared by itself;
 *   SIGNERVERSION and PADDING are habits of a writer.
 */
export type Weight = 'exact' | 'text' | 'name' | 'serial' | 'form';

export interface ElementRow {
  readonly tag: number;
  /** As the cluster prints it; this project's own for elements that no cluster prints. */
  readonly name: string;
  readonly type: ElementType;
  /** What `show` prints: a row with the value, a row with the name alone, a line above the table, or nothing. */
  readonly show: 'value' | 'name' | 'line' | 'nothing';
  /** The name in Cisco's CTLParser for Windows, if it is another. */
  readonly parserName?: string;
  /** Tag of the container around the element. */
  readonly within?: number;
  /** The field of the record's certificate that the value repeats. */
  readonly mirrors?: CertificateField;
  /** `exact` by default. */
  readonly weight?: Weight;
  /** Every known list has it. SIGNATURE is not marked: it has a finding of its own. */
  readonly required?: true;
}

export type ElementRows = Readonly<Record<string, ElementRow>>;

export const headerElements = {
  version: { tag: 1, name: 'VERSION', type: 'version', show: 'line' },
  headerLength: { tag: 2, name: 'HEADERLENGTH', type: 'length', show: 'line', weight: 'form' },
  /** 1.0; 1.1 turns on EC support in a phone. */
  signerVersion: { tag: 28, name: 'SIGNERVERSION', type: 'version', show: 'name', weight: 'form' },
  signerId: { tag: 3, name: 'SIGNERID', type: 'container', show: 'value', weight: 'form' },
  signerName: { tag: 4, within: 3, name: 'SIGNERNAME', type: 'name', show: 'value', weight: 'name', required: true },
  serialNumber: {
    tag: 5,
    within: 3,
    name: 'SERIALNUMBER',
    type: 'serial',
    show: 'value',
    weight: 'serial',
    required: true,
  },
  /** The signer's issuer. */
  caName: { tag: 6, within: 3, name: 'CANAME', type: 'name', show: 'value', weight: 'name', required: true },
  signatureInfo: { tag: 7, name: 'SIGNATUREINFO', type: 'container', show: 'value', weight: 'form' },
  digestAlgorithm: {
    tag: 8,
    within: 7,
    name: 'DIGESTALGORTITHM',
    type: 'digest',
    show: 'name',
    parserName: 'DIGESTALGO',
    required: true,
  },
  signatureAlgorithmInfo: {
    tag: 9,
    within: 7,
    name: 'SIGNATUREALGOINFO',
    type: 'container',
    show: 'value',
    weight: 'form',
  },
  signatureAlgorithm: {
    tag: 10,
    within: 9,
    name: 'SIGNATUREALGORTITHM',
    type: 'signature-algorithm',
    show: 'name',
    parserName: 'SIGNATUREALGO',
    required: true,
  },
  signatureModulus: { tag: 11, within: 9, name: 'SIGNATUREMODULUS', type: 'modulus', show: 'name', required: true },
  signature: { tag: 12, name: 'SIGNATURE', type: 'signature', show: 'value', weight: 'form' },
  filename: { tag: 14, name: 'FILENAME', type: 'text', show: 'name', weight: 'text', required: true },
  /** Unix seconds, UTC. */
  timestamp: { tag: 15, name: 'TIMESTAMP', type: 'time', show: 'name', weight: 'form', required: true },
  padding: { tag: 13, name: 'PADDING', type: 'padding', show: 'nothing', weight: 'form' },
} as const satisfies ElementRows;

export const recordElements = {
  recordLength: { tag: 1, name: 'RECORDLENGTH', type: 'length', show: 'value', weight: 'form' },
  /** Host name or the text of an address. */
  dnsName: { tag: 2, name: 'DNSNAME', type: 'text', show: 'value', weight: 'text' },
  subjectName: { tag: 3, name: 'SUBJECTNAME', type: 'name', show: 'value', weight: 'name', mirrors: 'subject' },
  function: { tag: 4, name: 'FUNCTION', type: 'function', show: 'value' },
  issuerName: { tag: 5, name: 'ISSUERNAME', type: 'name', show: 'value', weight: 'name', mirrors: 'issuer' },
  serialNumber: {
    tag: 6,
    name: 'SERIALNUMBER',
    type: 'serial',
    show: 'value',
    parserName: 'SERIAL NUMBER',
    weight: 'serial',
    mirrors: 'serial',
  },
  /** RSA: PKCS#1 RSAPublicKey DER. EC: uncompressed point. */
  publicKey: { tag: 7, name: 'PUBLICKEY', type: 'key', show: 'name', mirrors: 'key' },
  /** The signature inside the record's certificate. */
  signature: { tag: 8, name: 'SIGNATURE', type: 'signature', show: 'name', mirrors: 'signature' },
  /** X.509 DER. */
  certificate: { tag: 9, name: 'CERTIFICATE', type: 'certificate', show: 'value' },
  ipAddress: { tag: 10, name: 'IPADDRESS', type: 'address', show: 'name' },
  /** In place of CERTIFICATE: its hash. */
  certHash: { tag: 11, name: 'CERTHASH', type: 'hash', show: 'value' },
  /** The digest that CERTHASH is of; see `digestNames`. */
  hashAlgorithm: { tag: 12, name: 'HASH ALGORITHM', type: 'digest', show: 'value' },
  padding: { tag: 13, name: 'PADDING', type: 'padding', show: 'nothing', weight: 'form' },
} as const satisfies ElementRows;

/**
 * Header elements of an encrypted configuration, known from a public implementation (usecallmanagernz/certutils) and
 * printed by no cluster. A trust list has none of them.
 */
export const encryptionElements = {
  encryptionInfo: { tag: 16, name: 'ENCRYPTIONINFO', type: 'container', show: 'nothing' },
  ivInfo: { tag: 17, within: 16, name: 'IVINFO', type: 'container', show: 'nothing' },
  /** 0 wherever seen. */
  ivUnknown: { tag: 18, within: 17, name: 'TAG 18', type: 'u8', show: 'nothing' },
  /** 16 bytes. */
  iv: { tag: 19, within: 17, name: 'IV', type: 'bytes', show: 'nothing' },
  /** Bytes of CR that pad the plain text to whole AES blocks. */
  paddingLength: { tag: 20, within: 17, name: 'PADDINGLENGTH', type: 'u16', show: 'nothing' },
  keyInfo: { tag: 21, within: 16, name: 'KEYINFO', type: 'container', show: 'nothing' },
  /** 0 wherever seen. */
  keyUnknown: { tag: 22, within: 21, name: 'TAG 22', type: 'u8', show: 'nothing' },
  /** Bits of the RSA key that the AES key is wrapped for: the phone's. */
  keyBits: { tag: 23, within: 21, name: 'KEYBITS', type: 'u16', show: 'nothing' },
  /** 1 wherever seen. */
  keyAlgorithm: { tag: 24, within: 21, name: 'KEYALGORITHM', type: 'u8', show: 'nothing' },
  /** The AES key under RSA PKCS#1 v1.5 for the phone. */
  wrappedKey: { tag: 25, within: 21, name: 'WRAPPEDKEY', type: 'bytes', show: 'nothing' },
  /** Of the plain text. */
  contentDigestAlgorithm: { tag: 26, name: 'CONTENTDIGESTALGORITHM', type: 'digest', show: 'nothing' },
  contentDigest: { tag: 27, name: 'CONTENTDIGEST', type: 'bytes', show: 'nothing' },
} as const satisfies ElementRows;
