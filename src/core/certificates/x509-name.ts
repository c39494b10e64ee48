import { decodeText } from '../format/fields';
import { hex } from './fingerprints';
import { childrenOf, oidOf, Tag, type Asn1 } from './asn1';
import type { Name } from './names';
import { attributeTypes } from './oids';

/** The attributes of a Name (RFC 5280, section 4.1.2.4), in the order of the certificate. */
export function readName(name: Asn1 | undefined): Name {
  return childrenOf(name).flatMap((relativeName) =>
    childrenOf(relativeName).map((attribute) => {
      const [type, value] = childrenOf(attribute);
      const oid = oidOf(type);
      return { type: attributeTypes.get(oid) ?? oid, value: value === undefined ? '' : stringOf(value) };
    }),
  );
}

/** The text of a DirectoryString; `#` and the hex of the DER for any other value (RFC 4514, section 2.4). */
function stringOf({ tag, content, whole }: Asn1): string {
  switch (tag) {
    case Tag.utf8String:
      return decodeText(content);
    case Tag.printableString:
    case Tag.ia5String:
    case Tag.teletexString:
    case Tag.numericString:
    case Tag.visibleString:
      return latin1(content);
    case Tag.bmpString:
      return utf16(content);
    case Tag.universalString:
      return utf32(content);
    default:
      return `#${hex(whole)}`;
  }
}

/** One character a byte. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** One UTF-16 unit for two bytes, halves of a pair included. */
function utf16(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0));
  }
  return text;
}

function utf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) {
    const codePoint = view.getUint32(offset);
    text += codePoint > 0x10ffff ? '\ufffd' : String.fromCodePoint(codePoint);
  }
  return text;
}
