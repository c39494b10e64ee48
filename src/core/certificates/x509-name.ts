import { decodeText } from '../format/fields';
import { hex } from './fingerprints';
import { bytesOf } from './binary';
import { childrenOf, contentOf, DerClass, DerType, encodeDer, oidOf, type Der } from './der';
import type { Name } from './names';
import { attributeTypes } from './oids';

/** The attributes of a Name (RFC 5280, section 4.1.2.4), in the order of the certificate. */
export function readName(name: Der | undefined): Name {
  return childrenOf(name).flatMap((relativeName) =>
    childrenOf(relativeName).map((attribute) => {
      const [type, value] = childrenOf(attribute);
      const oid = oidOf(type);
      return { type: attributeTypes.get(oid) ?? oid, value: value === undefined ? '' : stringOf(value) };
    }),
  );
}

/** The text of a DirectoryString; `#` and the hex of the DER for a value that is no string (RFC 4514, section 2.4). */
function stringOf(value: Der): string {
  const content = contentOf(value);
  if (value.tagClass === DerClass.universal && !value.constructed) {
    switch (value.type) {
      case DerType.utf8String:
        return decodeText(bytesOf(content));
      case DerType.printableString:
      case DerType.ia5String:
      case DerType.teletexString:
      case DerType.numericString:
      case DerType.visibleString:
      case DerType.bmpString: // The library has made characters of its 16-bit units.
        return content;
      case DerType.universalString:
        return utf32(bytesOf(content));
    }
  }
  return `#${hex(encodeDer(value))}`;
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
