import { isSecretName, longestName } from './secret-names';

/** A part of a text that is hidden until a person asks for it. */
export interface Secret {
  /** Where the value is, in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** What it is the value of: `sshPassword`. */
  readonly name: string;
}

/**
 * What is secret in a text without markup, in its order: the values of settings and parameters with secret names
 * (`line1_password: "…"`, `?token=…`, JSON), passwords in addresses (`//user:…@host`), and private keys in PEM. Takes time
 * in proportion to the text.
 */
export function secretsInSettings(text: string): Secret[] {
  const found: Secret[] = [];
  const sign = /[=:]|-----BEGIN [A-Z ]*PRIVATE KEY-----/g;
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    const secret = match[0].length > 1 ? pemAt(text, match.index) : valueAt(text, match.index);
    if (secret === null) continue;
    found.push(secret);
    sign.lastIndex = Math.max(secret.end, sign.lastIndex);
  }
  return found;
}

function pemAt(text: string, start: number): Secret {
  const end = text.indexOf('-----END', start);
  return { start, end: end === -1 ? text.length : end, name: 'private key' };
}

/** What the sign at an offset gives a value to, if that is secret. */
function valueAt(text: string, at: number): Secret | null {
  if (text.startsWith('://', at)) return passwordOfAddress(text, at + 3);
  const { name, isFirst } = nameBefore(text, at);
  if (!isSecretName(name)) return null;
  let start = at + 1;
  while (/[ \t]/.test(text[start] ?? '')) start += 1;
  return { start, end: endOfValue(text, start, isFirst), name };
}

/** The name that ends at an offset, in quotes or not, and whether it is the first thing in its line. */
export function nameBefore(text: string, at: number): { readonly name: string; readonly isFirst: boolean } {
  const least = Math.max(0, at - longestName);
  const back = (from: number, over: RegExp): number => {
    let start = from;
    while (start > least && over.test(text[start - 1] ?? '')) start -= 1;
    return start;
  };
  const end = back(at, /[ \t"']/);
  const start = back(end, /[\w.-]/);
  const before = text[back(start, /[ \t]/) - 1];
  return { name: text.slice(start, end), isFirst: before === undefined || before === '\n' || before === '\r' };
}

/** A value ends with its quotes; without any, with its line if the setting is alone in it, else with its word. */
function endOfValue(text: string, start: number, isFirst: boolean): number {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    return close === -1 ? text.length : close + 1;
  }
  return endBefore(text, start, isFirst ? /[\r\n]/g : /[\s&;,<>"']/g);
}

/** `user:password@host`, from the user on. */
function passwordOfAddress(text: string, from: number): Secret | null {
  const end = endBefore(text, from, /[\s/?#<>"'@]/g);
  const colon = text.slice(from, end).indexOf(':');
  return text[end] !== '@' || colon === -1 ? null : { start: from + colon + 1, end, name: 'password' };
}

/** @param stop with the flag `g`. */
function endBefore(text: string, from: number, stop: RegExp): number {
  stop.lastIndex = from;
  return stop.exec(text)?.index ?? text.length;
}
