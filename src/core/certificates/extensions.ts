import { ipAddressOf } from '../format/fields';
import type { CertificateDetails } from './details';
import { bytesOf } from './binary';
import { childrenOf, contentOf, DerClass, DerType, isUniversal, oidOf, readDer, type Der } from './der';
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
export function readExtensions(extensions: readonly Der[]): ExtensionDetails {
  const contents = new Map<string, Der | null>();
  for (const extension of extensions) {
    const children = childrenOf(extension);
    const oid = oidOf(children[0]);
    if (!contents.has(oid)) contents.set(oid, contentOfExtension(children.at(-1)));
  }
  const shown = new Set<string>();
  const show = <T>(oid: string, read: (content: Der) => T | null): T | null => {
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
function contentOfExtension(value: Der | undefined): Der | null {
  if (value === undefined || !isUniversal(value, DerType.octetString)) return null;
  const read = readDer(contentOf(value));
  return read.ok ? read.value : null;
}

function readIsAuthority(constraints: Der): boolean | null {
  if (!isUniversal(constraints, DerType.sequence)) return null;
  const authority = childrenOf(constraints)[0];
  return authority !== undefined && isUniversal(authority, DerType.boolean) && contentOf(authority) !== '\0';
}

function readKeyUsages(usage: Der): string[] | null {
  if (!isUniversal(usage, DerType.bitString)) return null;
  const octets = bytesOf(usage.bitStringContents ?? '').subarray(1);
  return keyUsageNames.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function readExtendedKeyUsages(purposes: Der): string[] | null {
  if (!isUniversal(purposes, DerType.sequence)) return null;
  return childrenOf(purposes).map((purpose) => {
    const oid = oidOf(purpose);
    return keyPurposeNames.get(oid) ?? oid;
  });
}

function readAlternativeNames(names: Der): string[] | null {
  return isUniversal(names, DerType.sequence) ? childrenOf(names).map(generalName) : null;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A GeneralName (RFC 5280, section 4.2.1.6) with its kind in front; the hex of one that is malformed. */
function generalName(name: Der): string {
  const octets = bytesOf(contentOf(name));
  if (name.tagClass === DerClass.context) {
    switch (name.type) {
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
