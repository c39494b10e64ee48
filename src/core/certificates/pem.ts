import { binaryOf, bytesOf } from './binary';

/** One block of a PEM file (RFC 7468, and RFC 1421 for the headers of legacy private keys). */
export interface PemBlock {
  /** `CERTIFICATE`, `PKCS7`, `RSA PRIVATE KEY`, … */
  readonly label: string;
  /** Header lines such as `DEK-Info`, by name; empty in all but legacy encrypted keys. */
  readonly headers: ReadonlyMap<string, string>;
  /** The decoded bytes; empty where `error` is set. */
  readonly der: Uint8Array;
  /** Offset of `-----BEGIN` in characters from the start of the text. */
  readonly offset: number;
  /** Why the block could not be read, in one sentence. */
  readonly error: string | null;
}

/** The bytes as a PEM block: 64 characters a line, and a line end at the end. */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = btoa(binaryOf(der)).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

const begin = /-----BEGIN ([^\r\n]*?)-----/g;

/** Every block of a text, in order. Text before, between and after the blocks is passed over, as openssl does. */
export function readPem(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (const match of text.matchAll(begin)) {
    blocks.push(readBlock(text, match[1] ?? '', match.index, match.index + match[0].length));
  }
  return blocks;
}

function readBlock(text: string, label: string, offset: number, start: number): PemBlock {
  const fail = (error: string): PemBlock => ({ label, headers: new Map(), der: new Uint8Array(), offset, error });
  const next = text.indexOf('-----', start);
  const end = `-----END ${label}-----`;
  if (next === -1) return fail(`The ${label} block at character ${offset} has no END line.`);
  if (!text.startsWith(end, next)) {
    return fail(
      `The ${label} block at character ${offset} does not end with its own END line, but at character ${next}.`,
    );
  }
  const { headers, body, bodyOffset } = splitHeaders(text.slice(start, next), start);
  const der = decodeBase64(body);
  if (typeof der === 'number') {
    return fail(`The ${label} block at character ${offset} holds no base64 at character ${bodyOffset + der}.`);
  }
  return { label, headers, der, offset, error: null };
}

/** Header lines stand before an empty line; a line that begins with a space goes on with the one before it. */
function splitHeaders(
  content: string,
  offset: number,
): { headers: Map<string, string>; body: string; bodyOffset: number } {
  const headers = new Map<string, string>();
  const head = /^\s*((?:[^\s:]+:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*\r?\n)+)[ \t]*\r?\n/.exec(content);
  if (head === null) return { headers, body: content, bodyOffset: offset };
  const lines = (head[1] ?? '')
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim()
    .split(/\r?\n/);
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return { headers, body: content.slice(head[0].length), bodyOffset: offset + head[0].length };
}

/** The bytes; else the index of the first character that cannot stand there. */
function decodeBase64(body: string): Uint8Array | number {
  const bad = body.search(/[^A-Za-z0-9+/=\s]/);
  if (bad !== -1) return bad;
  try {
    return bytesOf(atob(body.replace(/\s+/g, '')));
  } catch {
    return body.length;
  }
}
