/**
 * Tags, functions and codes of the format, with the names that the cluster's own `show itl` and `show ctl` print.
 * The misspellings are Cisco's and are kept, since they are what an engineer searches for.
 */

export const HeaderTag = {
  version: 1,
  headerLength: 2,
  signerId: 3,
  signerName: 4,
  serialNumber: 5,
  caName: 6,
  signatureInfo: 7,
  digestAlgorithm: 8,
  signatureAlgorithmInfo: 9,
  signatureAlgorithm: 10,
  signatureModulus: 11,
  signature: 12,
  padding: 13,
  filename: 14,
  timestamp: 15,
  signerVersion: 28,
} as const;
export type HeaderTag = (typeof HeaderTag)[keyof typeof HeaderTag];

export const RecordTag = {
  recordLength: 1,
  dnsName: 2,
  subjectName: 3,
  function: 4,
  issuerName: 5,
  serialNumber: 6,
  publicKey: 7,
  signature: 8,
  certificate: 9,
  ipAddress: 10,
  certHash: 11,
  hashAlgorithm: 12,
} as const;
export type RecordTag = (typeof RecordTag)[keyof typeof RecordTag];

/** Header elements whose value is itself a run of elements. */
export const containerTags: ReadonlySet<number> = new Set([
  HeaderTag.signerId,
  HeaderTag.signatureInfo,
  HeaderTag.signatureAlgorithmInfo,
]);

const headerTagNames: ReadonlyMap<number, string> = new Map([
  [1, 'VERSION'],
  [2, 'HEADERLENGTH'],
  [3, 'SIGNERID'],
  [4, 'SIGNERNAME'],
  [5, 'SERIALNUMBER'],
  [6, 'CANAME'],
  [7, 'SIGNATUREINFO'],
  [8, 'DIGESTALGORTITHM'],
  [9, 'SIGNATUREALGOINFO'],
  [10, 'SIGNATUREALGORTITHM'],
  [11, 'SIGNATUREMODULUS'],
  [12, 'SIGNATURE'],
  [13, 'PADDING'],
  [14, 'FILENAME'],
  [15, 'TIMESTAMP'],
  [28, 'SIGNERVERSION'],
]);

const recordTagNames: ReadonlyMap<number, string> = new Map([
  [1, 'RECORDLENGTH'],
  [2, 'DNSNAME'],
  [3, 'SUBJECTNAME'],
  [4, 'FUNCTION'],
  [5, 'ISSUERNAME'],
  [6, 'SERIALNUMBER'],
  [7, 'PUBLICKEY'],
  [8, 'SIGNATURE'],
  [9, 'CERTIFICATE'],
  [10, 'IPADDRESS'],
  [11, 'CERTHASH'],
  [12, 'HASH ALGORITHM'],
  [13, 'PADDING'],
]);

export function isKnownHeaderTag(tag: number): boolean {
  return headerTagNames.has(tag);
}

export function isKnownRecordTag(tag: number): boolean {
  return recordTagNames.has(tag);
}

/** The name that the cluster prints for a header tag; `TAG n` for one that it does not know. */
export function headerTagName(tag: number): string {
  return headerTagNames.get(tag) ?? `TAG ${tag}`;
}

/** The name that the cluster prints for a record tag; `TAG n` for one that it does not know. */
export function recordTagName(tag: number): string {
  return recordTagNames.get(tag) ?? `TAG ${tag}`;
}

/** The functions of a record (FUNCTION, u16). */
export const RecordFunction = {
  sast: 0,
  ccm: 1,
  ccmTftp: 2,
  tftp: 3,
  capf: 4,
  srst: 5,
  applicationServer: 7,
  tvs: 21,
} as const;
export type RecordFunction = (typeof RecordFunction)[keyof typeof RecordFunction];

const functionNames: ReadonlyMap<number, string> = new Map([
  [RecordFunction.sast, 'System Administrator Security Token'],
  [RecordFunction.ccm, 'CCM'],
  [RecordFunction.ccmTftp, 'CCM+TFTP'],
  [RecordFunction.tftp, 'TFTP'],
  [RecordFunction.capf, 'CAPF'],
  [RecordFunction.srst, 'SRST'],
  [RecordFunction.applicationServer, 'Application Server'],
  [RecordFunction.tvs, 'TVS'],
]);

export function isKnownFunction(code: number): boolean {
  return functionNames.has(code);
}

/** The name of a function; `Function n` for one that is not known. */
export function functionName(code: number): string {
  return functionNames.get(code) ?? `Function ${code}`;
}

/** Every known function with its name, in code order. */
export function knownFunctions(): readonly (readonly [code: number, name: string])[] {
  return [...functionNames];
}

/** Functions whose records make a phone trust a server; a list without any of them is blank. */
export const serverFunctions: ReadonlySet<number> = new Set([
  RecordFunction.ccm,
  RecordFunction.ccmTftp,
  RecordFunction.tftp,
  RecordFunction.tvs,
]);

export type DigestName = 'SHA-1' | 'SHA-256' | 'SHA-512';

/** DIGESTALGORTITHM, and HASH ALGORITHM of a record (u8). */
export const digestNames: ReadonlyMap<number, DigestName> = new Map([
  [1, 'SHA-1'],
  [2, 'SHA-256'],
  [3, 'SHA-512'],
]);

/** The code that stands in the file for a digest. */
export function digestCode(name: DigestName): number {
  for (const [code, known] of digestNames) if (known === name) return code;
  throw new RangeError(`no code for digest ${name}`);
}

/** SIGNATUREMODULUS (u8) to the signer's key size in bits. */
export const modulusBits: ReadonlyMap<number, number> = new Map([
  [0, 512],
  [1, 1024],
  [2, 2048],
  [3, 4096],
]);
