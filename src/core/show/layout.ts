import type { ListKind } from '../format/file-names';

/** The two lists that a cluster prints; a list that says neither of itself is printed as an ITL. */
export type ShownKind = 'ITL' | 'CTL';

export function shownKind(kind: ListKind): ShownKind {
  return kind === 'CTL' ? 'CTL' : 'ITL';
}

/** Bytes of the header's SIGNATURE in one row. */
export const signatureRowBytes = 8;

const tab = 8;
const tagColumn = 8;
const lengthColumn = 24;

/**
 * One row of a table, as it comes out of a terminal with a tab stop every 8 columns: tag number at column 0, name at
 * 8, length at 24 or, behind a longer name, at the next stop, value at the stop after it.
 */
export function tableRow(tag: number, name: string, length: number, value: string): string {
  const named = String(tag).padEnd(tagColumn) + name;
  const row = toColumn(named, Math.max(lengthColumn, nextStop(named))) + String(length);
  return value === '' ? row : toColumn(row, nextStop(row)) + value;
}

/** Blanks between a table's length column and its value, by the digits of the length. */
export function valueGap(lengthDigits: number): number {
  return tab - (lengthDigits % tab);
}

export const columnTitles = 'BYTEPOS TAG             LENGTH  VALUE';
export const columnRule = '------- ---             ------  -----';

/** The cluster's sentences; `${}` parts are the kind of list. */
export const sentences = {
  signed: (kind: ShownKind) => `This etoken was used to sign the ${kind} file.`,
  notSigned: (kind: ShownKind) => `This etoken was not used to sign the ${kind} file.`,
  verified: (kind: ShownKind) => `The ${kind} file was verified successfully.`,
  failed: (kind: ShownKind) => `Verification of the ${kind} file failed.`,
  parseError: (kind: ShownKind) => `Error parsing the ${kind} file!!`,
} as const;

/** Control characters above ASCII, line separators, controls that reorder a line, and bytes that are not UTF-8. */
const misleading = /[\u0080-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Surrogate}]/gu;
/** C0 controls and DEL. */
const controls = /[\u0000-\u001F\u007F]/g; // oxlint-disable-line no-control-regex -- these are what is looked for

/**
 * A text of the file in one line of output. As a C program prints it, it ends before its first NUL; see `visible` for
 * the rest.
 */
export function printable(text: string): string {
  const end = text.indexOf('\0');
  return visible(end < 0 ? text : text.slice(0, end));
}

/**
 * A text as one line: controls by their pictures (U+2400…), and what would break or reorder the line as U+FFFD, so that
 * a name cannot pass for a line of the output or drive a terminal.
 */
export function visible(text: string): string {
  return text.replace(controls, picture).replace(misleading, '\uFFFD');
}

/** Lines as a terminal gets them, each with its line break. */
export function visibleLines(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
}

/** Bytes of UTF-8 that a printed text has in the file, with pictures of controls as the controls; null if not known. */
export function fileBytes(printed: string): number | null {
  let bytes = 0;
  for (const character of printed) {
    const width = characterBytes(character.codePointAt(0) ?? 0);
    if (width === null) return null;
    bytes += width;
  }
  return bytes;
}

/** The same for one code point. */
export function characterBytes(code: number): number | null {
  if (code === 0xfffd) return null;
  if (code < 0x80 || (code >= 0x2400 && code <= 0x2421)) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function nextStop(text: string): number {
  return (Math.floor(text.length / tab) + 1) * tab;
}

function toColumn(text: string, column: number): string {
  return text.padEnd(column);
}
