import { concat, joined } from '../../format/bytes';
import { u16Bytes } from '../../format/draft';
import { u16 } from '../../format/reader';

/**
 * Packets of TFTP (RFC 1350), with options (RFC 2347 to 2349): `opcode u16`, big-endian, then texts that end with a NUL, a
 * block number u16, or a code u16.
 */

const Opcode = { readRequest: 1, data: 3, acknowledgement: 4, error: 5, optionAcknowledgement: 6 } as const;

export const TftpError = {
  undefined: 0,
  notFound: 1,
  illegalOperation: 4,
  unknownTransfer: 5,
  optionRefused: 8,
} as const;

export type TftpPacket =
  | { readonly kind: 'request'; readonly name: string; readonly mode: string; readonly options: TftpOptions }
  | { readonly kind: 'data'; readonly block: number; readonly data: Uint8Array }
  | { readonly kind: 'acknowledgement'; readonly block: number }
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  | { readonly kind: 'options'; readonly options: TftpOptions };

/** By their names in lower case, which are not told apart by case; of several with one name the first counts. */
export type TftpOptions = ReadonlyMap<string, string>;

/** Bytes of a block without options (RFC 1350). */
export const plainBlockSize = 512;

/** The number that an option is; null if it is not one, or was not sent. */
export function optionNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/** Options of one packet that are read: servers answer those that were asked for. */
const mostOptions = 32;

/** Asks for a file in octets. */
export function encodeRead(name: string, options: TftpOptions): Uint8Array {
  const texts = [name, 'octet', ...[...options].flat()];
  return concat(u16Bytes(Opcode.readRequest), joined(texts.map(terminated)));
}

export function encodeOptions(options: TftpOptions): Uint8Array {
  return concat(u16Bytes(Opcode.optionAcknowledgement), joined([...options].flat().map(terminated)));
}

export function encodeData(block: number, data: Uint8Array): Uint8Array {
  return concat(u16Bytes(Opcode.data), u16Bytes(block), data);
}

export function encodeAcknowledgement(block: number): Uint8Array {
  return concat(u16Bytes(Opcode.acknowledgement), u16Bytes(block));
}

export function encodeError(code: number, text: string): Uint8Array {
  return concat(u16Bytes(Opcode.error), u16Bytes(code), terminated(text));
}

/** A NUL would end a text before its end, and is left out. */
function terminated(text: string): Uint8Array {
  return new TextEncoder().encode(`${text.replaceAll('\0', '')}\0`);
}

/** Reads a packet; null if it is not one of these. Never throws; the data of a block is a view of the bytes. */
export function readTftp(bytes: Uint8Array): TftpPacket | null {
  if (bytes.length < 4) return null;
  switch (u16(bytes, 0)) {
    case Opcode.readRequest: {
      const [name, mode, ...options] = textsOf(bytes);
      return name === undefined || mode === undefined
        ? null
        : { kind: 'request', name, mode, options: optionsOf(options) };
    }
    case Opcode.data:
      return { kind: 'data', block: u16(bytes, 2), data: bytes.subarray(4) };
    case Opcode.acknowledgement:
      return { kind: 'acknowledgement', block: u16(bytes, 2) };
    case Opcode.error: {
      const end = bytes.indexOf(0, 4);
      const text = new TextDecoder().decode(bytes.subarray(4, end === -1 ? bytes.length : end));
      return { kind: 'error', code: u16(bytes, 2), text };
    }
    case Opcode.optionAcknowledgement:
      return { kind: 'options', options: optionsOf(textsOf(bytes)) };
    default:
      return null;
  }
}

/** The texts behind the opcode, up to the first one without an end. */
function textsOf(bytes: Uint8Array): string[] {
  const texts: string[] = [];
  let start = 2;
  while (texts.length < 2 + 2 * mostOptions) {
    const end = bytes.indexOf(0, start);
    if (end === -1) break;
    texts.push(new TextDecoder().decode(bytes.subarray(start, end)));
    start = end + 1;
  }
  return texts;
}

function optionsOf(texts: readonly string[]): TftpOptions {
  const options = new Map<string, string>();
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const name = (texts[at] ?? '').toLowerCase();
    if (!options.has(name)) options.set(name, texts[at + 1] ?? '');
  }
  return options;
}
