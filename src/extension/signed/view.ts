import type * as Phoning from '../../core/phoning';
import type { SignedFile } from '../../core/format/signed';
import type { SelfVerifiedList } from '../../core/phone/verify-signed';
import type { ShownDecrypted } from './decrypted-view';
import type { ContentView, EncryptionView, HeaderView, SignedView, VerdictView } from './protocol';

/** What one message holds at most, apart from text. */
const most = { bytes: 16 * 1024, fields: 500 } as const;

/** What is known of an encrypted file beside its bytes. */
export interface EncryptionContext {
  readonly needed: EncryptionView['needed'];
  readonly decrypted: ShownDecrypted | null;
}

/**
 * What the page shows of a file: its header, and its content as text, as bytes, or as encrypted bytes; of what was
 * decrypted all that is not secret.
 */
export function signedView(
  phoning: typeof Phoning,
  bytes: Uint8Array,
  name: string,
  { needed, decrypted }: EncryptionContext,
): SignedView {
  const decoded = phoning.decodeSigned(bytes);
  if (!decoded.ok) {
    const plain = { header: [], content: bytes };
    return { header: null, content: contentView(phoning, plain, 0), encryption: null };
  }
  const { file } = decoded;
  const isEncrypted = phoning.encryptionOf(file) !== null;
  return {
    header: headerView(phoning, file, name),
    content: contentView(phoning, file, file.headerLength),
    encryption: isEncrypted ? { needed, decrypted: decrypted?.view ?? null } : null,
  };
}

/** What lists say of a file, those that are verified themselves first. */
export async function verdictView(
  { doubtsOf, soundFirst, verifySigned }: typeof Phoning,
  file: SignedFile,
  name: string,
  lists: readonly SelfVerifiedList[],
): Promise<VerdictView> {
  const found = await verifySigned(file, name, soundFirst(lists));
  const doubts = doubtsOf(found, lists).map(({ sentence }) => sentence);
  return { ...found, doubts, lists: lists.map((list) => list.file) };
}

function headerView({ reportSigned }: typeof Phoning, file: SignedFile, name: string): HeaderView {
  const { kind, version, filename, timestamp, digest, signer, headerLength, header } = reportSigned(file, name);
  const fields = header.slice(0, most.fields);
  return { kind, version, filename, timestamp, digest, signer, length: headerLength, fields, elements: header.length };
}

function contentView(
  { encryptionOf, shownText }: typeof Phoning,
  file: Pick<SignedFile, 'header' | 'content'>,
  offset: number,
): ContentView {
  const { content } = file;
  const { length } = content;
  const shown = shownText(file);
  if (shown !== null) return { kind: 'text', bytes: new Uint8Array(), length, offset, ...shown };
  return {
    kind: encryptionOf(file) === null ? 'bytes' : 'encrypted',
    text: '',
    bytes: content.slice(0, most.bytes),
    length,
    offset,
    isCut: length > most.bytes,
  };
}
