import { decode } from './decode';
import { headerFields, kindOfList } from './fields';
import { isListName } from './file-names';
import { readHexDump } from './hex-dump';
import type { TrustList } from './model';
import { decodeSigned, type SignedFile } from './signed';
import { textOf } from './text-of';

/** A trust list in a file. */
export interface ListInput {
  readonly kind: 'list';
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly list: TrustList;
  /** The bytes of the file, if it is a text that spells the list in hexadecimal. */
  readonly dump?: Uint8Array;
  /** Why bytes are missing from the hex dump that spells it; left out if none are. */
  readonly cut?: string;
}

/** A signed configuration, firmware or any other file that a TFTP server signs. */
export interface SignedInput {
  readonly kind: 'signed';
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly signed: SignedFile;
  readonly dump?: Uint8Array;
  readonly cut?: string;
}

/**
 * A list or a signed file, if the bytes of a file are one, or a hex dump of one; `bytes` of the result are those of the
 * list or signed file itself. Whatever reads files of either kind has it from here.
 */
export function binaryOf(bytes: Uint8Array, file: string): ListInput | SignedInput | null {
  return readBinary(bytes, file) ?? dumped(bytes, file);
}

function dumped(bytes: Uint8Array, file: string): ListInput | SignedInput | null {
  const text = textOf(bytes);
  const dump = text === null ? null : readHexDump(text);
  const spelled = dump === null ? null : readBinary(dump.bytes, file);
  if (spelled === null || dump === null) return null;
  return { ...spelled, dump: bytes, ...(dump.cut === null ? {} : { cut: dump.cut.sentence }) };
}

function readBinary(bytes: Uint8Array, file: string): ListInput | SignedInput | null {
  const decoded = decode(bytes);
  if (decoded.ok && decoded.list.records.length > 0) return { kind: 'list', file, bytes, list: decoded.list };
  const signed = decodeSigned(bytes);
  if (signed.ok) {
    const isList = kindOfList(signed.file, file) !== 'unknown';
    // A damaged header may be read in part only as that of a list, and whole as that of a signed file.
    const isSigned = decoded.ok ? hasFileName(signed.file) && !isList : !isList;
    if (isSigned) return { kind: 'signed', file, bytes, signed: signed.file };
  }
  return decoded.ok ? { kind: 'list', file, bytes, list: decoded.list } : null;
}

/** Its FILENAME is that of a file, and not of a list. */
function hasFileName(signed: SignedFile): boolean {
  const { filename } = headerFields(signed);
  return filename !== null && !isListName(filename) && /^[ -~]+\.\w+$/.test(filename);
}
