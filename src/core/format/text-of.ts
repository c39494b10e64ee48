/** Bytes in which a file that is not a text shows it. */
const looked = 4_096;

/** UTF-8, or UTF-16 with its byte order mark, as Windows shells redirect output. Null for a file that is not a text. */
export function textOf(bytes: Uint8Array): string | null {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.subarray(0, looked).includes(0)) return null;
  return new TextDecoder(encoding).decode(bytes);
}

/** Characters in which a web page shows itself. */
const pageStart = 1_000;

/** Bytes in which it does. */
const pageBytes = 2_000;

/** True for a text that begins as a web page does, after comments and XML's first line. */
export function isPage(text: string): boolean {
  const start = text.slice(0, pageStart).trimStart();
  return /^(?:<\?xml[^>]*>\s*|<!--[^>]*-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(start);
}

/** The same for the bytes of a file, of which only the first are decoded. */
export function isPageFile(bytes: Uint8Array): boolean {
  return isPage(textOf(bytes.subarray(0, pageBytes)) ?? '');
}
