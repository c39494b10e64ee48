import { encryptionElements, headerElements, recordElements, type ElementRow, type ElementRows } from './elements';

/**
 * Tags, functions and codes of the format, with their names. Tags and their names come from `elements.ts`.
 */

export const HeaderTag = tagsOf(headerElements);
export type HeaderTag = (typeof HeaderTag)[keyof typeof HeaderTag];

export const RecordTag = tagsOf(recordElements);
export type RecordTag = (typeof RecordTag)[keyof typeof RecordTag];

export const EncryptionTag = tagsOf(encryptionElements);

/** Where an element is: its tag means something else in a header than in a record. */
export type ElementTable = 'header' | 'record';

const rows = { header: rowsByTag(headerElements), record: rowsByTag(recordElements) } as const;
const rowsInOrder = { header: [...rows.header.values()], record: [...rows.record.values()] } as const;
const encryptionRows = rowsByTag(encryptionElements);

/** What is known of an element; undefined for a tag that nobody knows. */
export function elementRow(table: ElementTable, tag: number): ElementRow | undefined {
  return rows[table].get(tag);
}

/** Every known element of a header or a record, in the order in which CUCM writes them. */
export function elementRows(table: ElementTable): readonly ElementRow[] {
  return rowsInOrder[table];
}

/** The name that the cluster prints for a tag; `TAG n` for one that it does not know. */
export function elementName(table: ElementTable, tag: number): string {
  return rows[table].get(tag)?.name ?? `TAG ${tag}`;
}

/** The name that the cluster prints for a header tag; `TAG n` for one that it does not know. */
export function headerTagName(tag: number): string {
  return elementName('header', tag);
}

/** The name that the cluster prints for a record tag; `TAG n` for one that it does not know. */
export function recordTagName(tag: number): string {
  return elementName('record', tag);
}

/** The name of a header tag of a signed file: the cluster's own, and this project's for the elements of encryption. */
export function signedTagName(tag: number): string {
  return encryptionRows.get(tag)?.name ?? headerTagName(tag);
}

/** What is known of an element in the header of a signed file, which may be encrypted. */
export function signedElementRow(tag: number): ElementRow | undefined {
  return encryptionRows.get(tag) ?? elementRow('header', tag);
}

/** True for a tag that the header of a list or of a signed file may have. */
export function isSignedHeaderTag(tag: number): boolean {
  return rows.header.has(tag) || encryptionRows.has(tag);
}

/** Header elements of a trust list whose value is itself a run of elements. */
export const containerTags: ReadonlySet<number> = containersOf(rows.header);
/** The same for a signed file, which may be encrypted. */
export const signedContainerTags: ReadonlySet<number> = new Set([...containerTags, ...containersOf(encryptionRows)]);

function tagsOf<Rows extends ElementRows>(elements: Rows): { readonly [Key in keyof Rows]: Rows[Key]['tag'] } {
  const entries = Object.entries(elements).map(([key, { tag }]) => [key, tag]);
  // Object.fromEntries forgets which key has which tag.
  return Object.fromEntries(entries) as { readonly [Key in keyof Rows]: Rows[Key]['tag'] };
}

function rowsByTag(elements: ElementRows): ReadonlyMap<number, ElementRow> {
  return new Map(Object.values(elements).map((row) => [row.tag, row]));
}

function containersOf(byTag: ReadonlyMap<number, ElementRow>): ReadonlySet<number> {
  return new Set([...byTag.values()].filter(({ type }) => type === 'container').map(({ tag }) => tag));
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

/** The code of a digest in a file. */
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
