/** The heads of HTTP messages (RFC 9112): a start line, and fields up to an empty line. */

export interface RequestHead {
  readonly kind: 'request';
  readonly method: string;
  /** As it was sent: a path, or an address. */
  readonly target: string;
  readonly framing: Framing;
}

export interface ResponseHead {
  readonly kind: 'response';
  readonly code: number;
  readonly text: string;
  readonly location: string | undefined;
  /** Of the content; null if it was sent as it is. */
  readonly encoding: string | null;
  readonly framing: Framing;
}

/** Where the body of a message ends: after so many bytes, as its chunks say, or where the connection ends. */
export type Framing = number | 'chunked' | 'until-close';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT'];
const starts = ['HTTP/1.', ...methods.map((method) => `${method} `)];
const longestStart = Math.max(...starts.map(({ length }) => length));

/** Whether bytes begin an HTTP message; `maybe` if there are too few to tell. */
export function isHttpStart(bytes: Uint8Array): boolean | 'maybe' {
  const start = latin1(bytes.subarray(0, longestStart));
  if (starts.some((known) => start.startsWith(known))) return true;
  return starts.some((known) => known.startsWith(start)) ? 'maybe' : false;
}

/** One character a byte: heads are ASCII, and what is not must not be lost. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Null for what is not a head. */
export function readHead(bytes: Uint8Array): RequestHead | ResponseHead | null {
  const [start = '', ...lines] = latin1(bytes).split(/\r?\n/);
  const fields = fieldsOf(lines);
  const request = /^([A-Z]+) (\S+)(?: HTTP\/1\.\d)?$/.exec(start.trimEnd());
  if (request !== null) {
    const [, method = '', target = ''] = request;
    const framing = framingOf(fields);
    return { kind: 'request', method, target, framing: framing === 'until-close' ? 0 : framing };
  }
  const response = /^HTTP\/1\.\d (\d{3})(?: (.*))?$/.exec(start);
  if (response === null) return null;
  const [, code = '', text = ''] = response;
  const encoding = fields.get('content-encoding')?.toLowerCase() ?? 'identity';
  return {
    kind: 'response',
    code: Number(code),
    text: text.trim(),
    location: fields.get('location'),
    encoding: encoding === 'identity' || encoding === '' ? null : encoding,
    framing: hasNoBody(Number(code)) ? 0 : framingOf(fields),
  };
}

/** By their names in lower case; of several with one name the first counts. */
function fieldsOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

function framingOf(fields: ReadonlyMap<string, string>): Framing {
  if (/\bchunked$/i.test(fields.get('transfer-encoding') ?? '')) return 'chunked';
  const length = fields.get('content-length') ?? '';
  return /^\d{1,15}$/.test(length) ? Number(length) : 'until-close';
}

function hasNoBody(code: number): boolean {
  return code < 200 || code === 204 || code === 304;
}

/** `ITLFile.tlv` of `/ITLFile.tlv`, and of `http://10.1.1.1:6970/ITLFile.tlv`. */
export function nameOfTarget(target: string): string {
  return unescaped(target.replace(/^[a-z]+:\/\/[^/]*/i, '')).replace(/^\/+/, '');
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a percent sign that escapes nothing
  }
}
