import type { CertificateDetails } from '../certificates/details';
import { commonName, sameName } from '../certificates/names';
import { limits } from '../format/limits';
import { statements, type Statement } from '../words/statement';

/** A certificate of CUCM's database with one of its roles, as `run sql` prints it. */
export interface RoleRow {
  /** Line of the text, from 1. */
  readonly line: number;
  /** As printed; null if the row does not contain one. */
  readonly subject: string | null;
  /** The digits as printed; null if the row does not contain one. */
  readonly serial: string | null;
  /** True for "Authentication and Authorization", the role of the certificates that sign. */
  readonly signs: boolean;
}

/**
 * - `same`: the database has the certificate with the role.
 * - `different`: it has another certificate of this server with the role, and not this one.
 * - `not-decidable`: the table does not say.
 */
export type RoleAnswer = 'same' | 'different' | 'not-decidable';

export interface RoleComparison extends Statement {
  readonly answer: RoleAnswer;
}

/** The query whose table is read, with the column of roles, which the document leaves out. */
const roleQuery =
  'run sql select c.subjectname, c.serialnumber, c.ipv4address, t.name from certificate as c, ' +
  'certificatetrustrolemap as r, typetrustrole as t where c.pkid = r.fkcertificate and t.enum = r.tktrustrole';

const securityByDefault = 'DOC-17679 (CSCtn50405)';

const state = statements({
  same: {
    text: 'The database has this certificate: subject {subject}, serial number {serial}, role "Authentication and Authorization". CSCtn50405 does not show here. The table does not print the key, so compare the serial number of the signer in show itl as well.',
    source: securityByDefault,
  },
  different: {
    text: 'The database has other certificates for {name} with the role "Authentication and Authorization" (serial numbers: {serials}), and not this one ({serial}): the damage of CSCtn50405. Regenerate CallManager.pem on that server, and restart TVS and TFTP.',
    source: securityByDefault,
  },
  'no-table': {
    text: 'This text does not contain the table of certificates and roles. On the publisher, run: {query}',
    source: null,
  },
  'no-roles': {
    text: 'No row of this table has the role "Authentication and Authorization", so it does not decide. Select t.name too: {query}',
    source: securityByDefault,
  },
  'no-serials': {
    text: 'The rows for {name} do not show a serial number, so the table does not decide. Select c.serialnumber too: {query}',
    source: null,
  },
  'other-servers': {
    text: 'No row with the role "Authentication and Authorization" is for {name}: the table does not decide. Is it from the cluster of this certificate?',
    source: null,
  },
  'unreadable-certificate': { text: 'The certificate cannot be read: {error}', source: null },
});

/** For a text without the table. */
export const noRoleTable = (): Statement => state('no-table', { query: roleQuery });

const role = /authentication\s+and\s+authorization/i;

/** True for a text that contains the table, or the query for it. */
export function isRoleTable(text: string): boolean {
  const start = text.slice(0, limits.textCharacters);
  return /typetrustrole|\bsubjectname\s+serialnumber\b|\bserialnumber\s+subjectname\b/i.test(start);
}

/**
 * The rows of a table of certificates and roles, whatever columns were selected, also if a terminal has broken them or a
 * mail has pushed the columns together: a row begins with a subject, once the row before it has a serial number or role.
 */
export function readRoleTable(text: string): RoleRow[] {
  const rows: { readonly line: number; text: string }[] = [];
  for (const [index, line] of text
    .slice(0, limits.textCharacters)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const part = line.trim();
    if (notOfRows.test(part)) continue;
    const last = rows.at(-1);
    if (subjectStart.test(part) && (last === undefined || role.test(last.text) || serialOf(last.text) !== null)) {
      rows.push({ line: index + 1, text: part });
    } else if (last !== undefined && last.text.length < longestRow && !role.test(last.text)) last.text += ` ${part}`;
  }
  return rows.map(({ line, text: row }) => ({
    line,
    subject: subjectOf(row),
    serial: serialOf(row),
    signs: role.test(row),
  }));
}

/** Empty lines, the ruler, the query, the heading and the prompt. */
const notOfRows = /^(?:=[= ]*)?$|\btypetrustrole\b|\bsubjectname\b|^[\w-]+:/i;
const subjectStart = /(?:^|\s)(?=[A-Za-z]{1,2}=)/;
/** Characters after which nothing is added to a row. */
const longestRow = 2_000;
const serialNumber = /(?:^|\s)((?:0x)?[0-9A-Fa-f]{8,64})(?=\s|$)/;

function serialOf(row: string): string | null {
  return serialNumber.exec(row)?.[1] ?? null;
}

/** From the first attribute to the serial number, an address or the role. */
function subjectOf(row: string): string | null {
  const start = subjectStart.exec(row);
  if (start === null) return null;
  const rest = row.slice(start.index).trimStart();
  const ends = [serialNumber, /\s\d{1,3}(?:\.\d{1,3}){3}(?=\s|$)/, role].map((end) => end.exec(rest)?.index);
  return rest.slice(0, Math.min(rest.length, ...ends.filter((end) => end !== undefined))).trim();
}

/**
 * Holds a table of certificates and roles against the CallManager.pem of OS Administration: the second proof of
 * CSCtn50405, a restore that leaves the database with another certificate than the server signs with.
 *
 * The table identifies a certificate by subject and serial number.
 */
export function compareRoles(text: string, certificate: CertificateDetails): RoleComparison {
  const answered = (answer: RoleAnswer, statement: Statement): RoleComparison => ({ answer, ...statement });
  const { subject, serial, error } = certificate;
  if (subject === null || serial === null)
    return answered('not-decidable', state('unreadable-certificate', { error: error ?? '' }));
  const rows = readRoleTable(text);
  if (rows.length === 0) return answered('not-decidable', noRoleTable());
  const signing = rows.filter(({ signs }) => signs);
  if (signing.length === 0) return answered('not-decidable', state('no-roles', { query: roleQuery }));
  const name = commonName(subject) ?? subject;
  const own = signing.filter((row) => row.subject !== null && nameOfRow(row.subject) === name.toLowerCase());
  if (own.length === 0) return answered('not-decidable', state('other-servers', { name }));
  const serials = own.flatMap((row) => row.serial ?? []);
  if (own.some((row) => isSerial(row.serial, serial) && isSubject(row.subject, subject)))
    return answered('same', state('same', { subject, serial }));
  // A row whose serial number is not there may be the one that is looked for.
  if (serials.length < own.length) return answered('not-decidable', state('no-serials', { name, query: roleQuery }));
  return answered('different', state('different', { name, serials, serial }));
}

function nameOfRow(subject: string): string {
  return (commonName(subject) ?? subject).toLowerCase();
}

/** The same name; a row whose subject a terminal has broken says no more than its common name. */
function isSubject(printed: string | null, subject: string): boolean {
  return printed !== null && (sameName(printed, subject) || nameOfRow(printed) === nameOfRow(subject));
}

/** True for the same number, printed in hexadecimal, as CUCM does, or in decimal. */
function isSerial(printed: string | null, serial: string): boolean {
  if (printed === null) return false;
  const number = BigInt(`0x${serial.replaceAll(':', '') || '0'}`);
  const digits = printed.replace(/^0x/i, '');
  return BigInt(`0x${digits}`) === number || (/^\d+$/.test(printed) && BigInt(printed) === number);
}
