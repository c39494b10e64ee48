import type * as Phoning from '../../core/phoning';
import type { SignedFile } from '../../core/format/signed';
import type { ContentView, HeaderView, SignedView } from './protocol';

/** What one message holds at most. */
const most = { text: 500_000, lines: 20_000, bytes: 16 * 1024, fields: 500 } as const;

/** What the page shows of a file: its header, and its content as text, as bytes, or as encrypted bytes. */
export function signedView(phoning: typeof Phoning, bytes: Uint8Array, name: string): SignedView {
  const decoded = phoning.decodeSigned(bytes);
  if (!decoded.ok) {
    const plain = { header: [], content: bytes };
    return { header: null, content: contentView(phoning, plain, 0) };
  }
  const { file } = decoded;
  return {
    header: headerView(phoning, file, name),
    content: contentView(phoning, file, file.headerLength),
  };
}

function headerView({ reportSigned }: typeof Phoning, file: SignedFile, name: string): HeaderView {
  const { kind, version, filename, timestamp, digest, signer, headerLength, header } = reportSigned(file, name);
  const fields = header.slice(0, most.fields);
  return { kind, version, filename, timestamp, digest, signer, length: headerLength, fields, elements: header.length };
}

function contentView(
  { contentText, encryptionOf }: typeof Phoning,
  file: Pick<SignedFile, 'header' | 'content'>,
  offset: number,
): ContentView {
  const { content } = file;
  const read = contentText(file);
  if (read !== null) {
    const { text, isWhole } = read;
    const shown = firstLines(text.slice(0, most.text), most.lines);
    return {
      kind: 'text',
      text: shown,
      bytes: new Uint8Array(),
      length: content.length,
      offset,
      isCut: !isWhole || shown.length < text.length,
    };
  }
  return {
    kind: encryptionOf(file) === null ? 'bytes' : 'encrypted',
    text: '',
    bytes: content.slice(0, most.bytes),
    length: content.length,
    offset,
    isCut: content.length > most.bytes,
  };
}

/** Lines end as XML's do: with a line feed, a carriage return, or both. */
function firstLines(text: string, count: number): string {
  const breaks = /\r\n?|\n/g;
  for (let line = 0; line < count; line += 1) if (breaks.exec(text) === null) return text;
  return text.slice(0, breaks.lastIndex);
}
