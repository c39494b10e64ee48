import { ipAddressOf } from '../format/fields';
import type { CertificateDetails } from './details';
import { childrenOf, oidOf, readWhole, Tag, type Asn1 } from './asn1';
import { hex } from './fingerprints';
import { formatName } from './names';
import { ExtensionOid, keyPurposeNames, keyUsageNames } from './oids';
import { readName } from './x509-name';

export type ExtensionDetails = Pick<
  CertificateDetails,
  'alternativeNames' | 'isAuthority' | 'keyUsages' | 'extendedKeyUsages' | 'otherExtensions'
>;

/**
 * Reads Extensions (RFC 5280, section 4.1.2.9). One that is malformed is listed by its OID, like one that is not known,
 * and takes nothing from the others.
 */
export function readExtensions(extensions: readonly Asn1[]): ExtensionDetails {
  const contents = new Map<string, Asn1 | null>();
  for (const extension of extensions) {
    const children = childrenOf(extension);
    const oid = oidOf(children[0]);
    if (!contents.has(oid)) contents.set(oid, contentOfExtension(children.at(-1)));
  }
  const shown = new Set<string>();
  const show = <T>(oid: string, read: (content: Asn1) => T | null): T | null => {
    const content = contents.get(oid);
    const details = content === undefined || content === null ? null : read(content);
    if (details !== null) shown.add(oid);
    return details;
  };
  const details = {
    alternativeNames: show(ExtensionOid.subjectAltName, readAlternativeNames) ?? [],
    isAuthority: show(ExtensionOid.basicConstraints, readIsAuthority),
    keyUsages: show(ExtensionOid.keyUsage, readKeyUsages) ?? [],
    extendedKeyUsages: show(ExtensionOid.extKeyUsage, readExtendedKeyUsages) ?? [],
  };
  return { ...details, otherExtensions: [...contents.keys()].filter((oid) => !shown.has(oid)) };
}

/** extnValue is an OCTET STRING with DER in it. */
function contentOfExtension(value: Asn1 | undefined): Asn1 | null {
  if (value?.tag !== Tag.octetString) return null;
  const read = readWhole(value.content);
  return read.ok ? read.value : null;
}

function readIsAuthority(constraints: Asn1): boolean | null {
  if (constraints.tag !== Tag.sequence) return null;
  const [authority] = childrenOf(constraints);
  return authority?.tag === Tag.boolean && (authority.content.length !== 1 || authority.content[0] !== 0);
}

function readKeyUsages(usage: Asn1): string[] | null {
  if (usage.tag !== Tag.bitString) return null;
  const octets = usage.content.subarray(1);
  return keyUsageNames.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function readExtendedKeyUsages(purposes: Asn1): string[] | null {
  if (purposes.tag !== Tag.sequence) return null;
  return childrenOf(purposes).map((purpose) => {
    const oid = oidOf(purpose);
    return keyPurposeNames.get(oid) ?? oid;
  });
}

function readAlternativeNames(names: Asn1): string[] | null {
  return names.tag === Tag.sequence ? childrenOf(names).map(generalName) : null;
}

const [classBits, contextClass, numberBits] = [0xc0, 0x80, 0x1f];
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A GeneralName (RFC 5280, section 4.2.1.6) with its kind in front; the hex of one that is malformed. */
function generalName(name: Asn1): string {
  const octets = name.isConstructed ? new Uint8Array() : name.content;
  if ((name.tag & classBits) === contextClass) {
    switch (name.tag & numberBits) {
      case 0:
        return `Other name:${oidOf(childrenOf(name)[0])}`;
      case 1:
        return `E-mail:${utf8.decode(octets)}`;
      case 2:
        return `DNS:${utf8.decode(octets)}`;
      case 4:
        return `Directory name:${formatName(readName(childrenOf(name)[0]))}`;
      case 6:
        return `URI:${utf8.decode(octets)}`;
      case 7:
        return `IP:${ipAddressOf(octets) ?? hex(octets)}`;
      case 8:
        return `Registered ID:${oidOf(name)}`;
    }
  }
  return `Unknown:${hex(octets)}`;
}
