/** Twelve hexadecimal digits as people and tools write a MAC address, each notation with its own separator. */
const macNotations = [
  /^[\da-f]{12}$/i,
  /^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$/i,
  /^[\da-f]{2}(?:-[\da-f]{2}){5}$/i,
  /^[\da-f]{2}(?: [\da-f]{2}){5}$/i,
  /^[\da-f]{2}(?:\.[\da-f]{2}){5}$/i,
  /^[\da-f]{4}(?:[.:-][\da-f]{4}){2}$/i,
  /^[\da-f]{6}[.:-][\da-f]{6}$/i,
];

/** 12 upper-case digits of a MAC address in any notation; null for anything else. */
function macOf(text: string): string | null {
  const given = text.trim();
  if (given.length < 11 || given.length > 17 || !macNotations.some((notation) => notation.test(given))) return null;
  const octets = given.includes(':') && given.split(':').length === 6 ? given.split(':') : [given];
  return octets
    .map((octet) => (octets.length === 6 ? octet.padStart(2, '0') : octet))
    .join('')
    .replace(/[^\da-f]/gi, '')
    .toUpperCase();
}

/** `SEP` and a MAC address in any notation, and the line behind it in parentheses: `SEP001122334455(1)`. */
const named = /^SEP[ :-]?([\da-f][\da-f .:-]{10,15}[\da-f])(?:\s?\([^()]{0,40}\))?$/i;
/** Devices of other kinds, as CUCM names them by convention: Jabber, and analogue adapters. */
const otherKinds = /^(?:(?:CSF|TCT|BOT|TAB|CIPC)[A-Z\d][\w.-]{0,60}|ATA[\dA-F]{12})$/;

/** What a text names: a phone by its name or its MAC address, a device of another kind, or neither. */
export type Named = { readonly kind: 'phone' | 'mac' | 'other'; readonly device: string };

/** The device that a text is, and nothing else. A phone is `SEP` and 12 upper-case digits; others are as they are given. */
export function deviceOf(text: string): Named | null {
  const given = text.trim();
  if (given.length > 64) return null;
  const [, digits] = named.exec(given) ?? [];
  const name = digits === undefined ? null : macOf(digits);
  if (name !== null) return { kind: 'phone', device: `SEP${name}` };
  const mac = macOf(given);
  if (mac !== null) return { kind: 'mac', device: `SEP${mac}` };
  return otherKinds.test(given) ? { kind: 'other', device: given } : null;
}

/** True for what begins as the name of a phone does, and is not one: digits are missing or masked. */
export function isBrokenName(text: string): boolean {
  return /^SEP[\dA-FX .:-]{0,40}$/i.test(text.trim()) && deviceOf(text) === null;
}

/** The name of a device in the name of a file: `SEP001122334455.html`, `ITLCSFALICE.tlv`; null if it names none. */
export function deviceInFileName(path: string): string | null {
  const name = path.split(/[/\\!]/).at(-1) ?? path;
  const [, digits] = /SEP([\da-f]{12})(?![\da-f])/i.exec(name) ?? [];
  if (digits !== undefined) return `SEP${digits.toUpperCase()}`;
  const stem = name.replace(/\.\w{1,8}$/, '').replace(/^ext_/i, '');
  const device = deviceOf(stem) ?? deviceOf(stem.replace(/^(?:ITL|CTL)/i, ''));
  return device?.device ?? null;
}
