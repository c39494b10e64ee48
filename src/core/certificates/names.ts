import { decodeText } from '../format/fields';
import { Recent } from '../format/recent';
import { attributeTypes } from './oids';

/** One attribute of a distinguished name. */
export interface NameAttribute {
  /** Upper-case keyword (`CN`), or a dotted OID if the type has none. */
  readonly type: string;
  /** The value without the escapes and quotes of any spelling, else unchanged. */
  readonly value: string;
}

/** A distinguished name: its attributes in the order in which they stand. */
export type Name = readonly NameAttribute[];

/** The order in which CUCM writes a name, whatever the order in its certificate. */
const cucmOrder: readonly string[] = ['CN', 'OU', 'O', 'L', 'ST', 'C'];

/** The types that RFC 4514, section 3, writes as keywords; all others are dotted OIDs there. */
const rfc4514Types: ReadonlySet<string> = new Set(['CN', 'OU', 'O', 'L', 'ST', 'C', 'STREET', 'DC', 'UID']);

const oidOfType: ReadonlyMap<string, string> = new Map([...attributeTypes].map(([oid, type]) => [type, oid]));

const typeAliases: ReadonlyMap<string, string> = new Map([
  ['S', 'ST'],
  ['E', 'EMAILADDRESS'],
  ['EMAIL', 'EMAILADDRESS'],
  ['SN', 'SURNAME'],
  ['GN', 'GIVENNAME'],
  ['TITLE', 'T'],
  ['DNQUALIFIER', 'DNQ'],
  ['USERID', 'UID'],
]);

/** The beginning of an attribute: its type and the equals sign. */
const attributeStart = /\s*([A-Za-z][A-Za-z0-9-]*|(?:[Oo][Ii][Dd]\.)?\d+(?:\.\d+)*)\s*=/y;

/**
 * Reads a distinguished name as CUCM writes it (`CN=…;OU=…`), by RFC 4514 (`CN=…,OU=…` with escapes), or as hardware
 * tokens do (lower-case types, quotes that may stay open).
 *
 * A separator counts only where an attribute follows it, so that `O=Example, Inc.;C=US` has two attributes. An empty
 * text is the empty name.
 *
 * @returns null for a text that does not begin with an attribute.
 */
export function parseName(text: string): Name | null {
  if (text === '') return [];
  if (text.length > longestKept) return split(text);
  const known = names.get(text);
  if (known !== undefined) return known.name;
  const name = split(text);
  names.set(text, { name });
  return name;
}

/** Names that were read last: in a folder of lists, most are those of the same few certificates. */
const names = new Recent<string, { readonly name: Name | null }>(256);
/** Characters of a name that is kept; those of clusters have about a hundred. */
const longestKept = 1_000;

function split(text: string): Name | null {
  return splitName(text, ';') ?? splitName(text, ',');
}

/**
 * Splits at one separator. Null if the text is not a name, or if `;` separates nothing in it: commas may be its
 * separators then.
 */
function splitName(text: string, separator: ';' | ','): Name | null {
  const attributes: NameAttribute[] = [];
  let position = 0;
  for (;;) {
    const type = typeAt(text, position);
    if (type === null) return null;
    const end = valueEnd(text, type.end, separator);
    attributes.push({ type: type.type, value: unescapeValue(text.slice(type.end, end)) });
    if (end >= text.length) break;
    position = end + 1;
  }
  return separator === ';' && attributes.length === 1 ? null : attributes;
}

function typeAt(text: string, position: number): { type: string; end: number } | null {
  attributeStart.lastIndex = position;
  const found = attributeStart.exec(text);
  return found === null ? null : { type: canonicalType(found[1] ?? ''), end: attributeStart.lastIndex };
}

export function canonicalType(type: string): string {
  const upper = type.toUpperCase().replace(/^OID\./, '');
  return attributeTypes.get(upper) ?? typeAliases.get(upper) ?? upper;
}

/** Where the value that begins at `start` ends: before a separator that an attribute follows, or at the end. */
function valueEnd(text: string, start: number, separator: ';' | ','): number {
  const closing = closingQuote(text, start);
  for (let index = closing ?? start; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index++;
    // RFC 4514 joins the attributes of one RDN with a plus sign.
    else if (character === separator || (character === '+' && separator === ',')) {
      if (typeAt(text, index + 1) !== null) return index;
    }
  }
  return text.length;
}

/** Offset after the quote that ends a quoted value; null for a value without quotes, or one whose quote stays open. */
function closingQuote(text: string, start: number): number | null {
  if (text[start] !== '"') return null;
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index + 1;
  }
  return null;
}

/** Takes away quotes and the escapes of RFC 4514, section 2.4; a backslash before anything else stands for itself. */
function unescapeValue(raw: string): string {
  let value = raw;
  if (value.startsWith('"')) {
    const closing = closingQuote(value, 0);
    if (closing === null) value = value.slice(1);
    else if (closing === value.length) value = value.slice(1, -1);
  }
  if (!value.includes('\\')) return value;
  return value.replace(/((?:\\[0-9A-Fa-f]{2})+)|\\([\s"#+,;<=>\\])/g, (_, octets?: string, special?: string) =>
    octets === undefined ? (special ?? '') : decodeText(octetsOf(octets)),
  );
}

function octetsOf(escaped: string): Uint8Array {
  return Uint8Array.from(escaped.split('\\').slice(1), (pair) => Number.parseInt(pair, 16));
}

/** Writes a name as CUCM does: `CN=…;OU=…;O=…;L=…;ST=…;C=…`, then whatever else it holds. */
export function formatName(name: Name): string {
  const rank = ({ type }: NameAttribute): number => {
    const index = cucmOrder.indexOf(type);
    return index === -1 ? cucmOrder.length : index;
  };
  return [...name]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ type, value }) => `${type}=${escapeForCucm(value)}`)
    .join(';');
}

/** CUCM leaves commas as they are. Only what would be read as something else gets a backslash. */
function escapeForCucm(value: string): string {
  if (!/[;\\",+]/.test(value)) return value;
  const escaped = value.replace(/[;\\]/g, '\\$&').replace(/^"/, '\\"');
  return escaped.replace(/[,+](?=\s*[A-Za-z0-9][A-Za-z0-9.-]*\s*=)/g, '\\$&');
}

/** Writes a name by RFC 4514 with its attributes in the order in which they stand. */
export function formatNameRfc4514(name: Name): string {
  return name.map(({ type, value }) => `${rfc4514Type(type)}=${escapeForRfc4514(value)}`).join(',');
}

function rfc4514Type(type: string): string {
  return rfc4514Types.has(type) ? type : (oidOfType.get(type) ?? type);
}

function escapeForRfc4514(value: string): string {
  return value
    .replace(/["+,;<>\\]/g, '\\$&')
    .replaceAll('\0', '\\00')
    .replace(/^[ #]| $/g, '\\$&');
}

/** The value of the first CN of a name in any spelling; null if it has none. */
export function commonName(text: string): string | null {
  return parseName(text)?.find(({ type }) => type === 'CN')?.value ?? null;
}

/**
 * True where two texts spell the same name: the same attributes in any order, with either separator, values compared
 * exactly. Texts that are not names are the same only if they are equal.
 */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true;
  const left = parseName(a);
  const right = parseName(b);
  return left !== null && right !== null && sameNames(left, right);
}

/** True where both names hold the same attributes as often, in any order. */
export function sameNames(a: Name, b: Name): boolean {
  return a.length === b.length && nameKey(a) === nameKey(b);
}

/** A text that two names share exactly where `sameNames` holds of them: to look up a name among many. */
export function nameKey(name: Name): string {
  return JSON.stringify(name.map(({ type, value }) => `${type}=${value}`).sort());
}

/** A text that two spellings share exactly where `sameName` holds of them. */
export function nameTextKey(text: string): string {
  const known = textKeys.get(text);
  if (known !== undefined) return known;
  const name = parseName(text);
  const key = name === null ? JSON.stringify(text) : nameKey(name);
  if (text.length > longestKeptName) return key;
  if (textKeys.size >= mostKeptNames) textKeys.clear();
  textKeys.set(text, key);
  return key;
}

/** Names that were read last: lists and their records repeat the same few. */
const textKeys = new Map<string, string>();
const mostKeptNames = 1_000;
const longestKeptName = 400;
