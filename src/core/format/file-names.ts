/** True for the name of a trust list: `ITLFile.tlv`, `CTLSEP0011215A1AE3.tlv`. */
export function isListName(name: string): boolean {
  return /\.tlv$/i.test(name);
}

export type ListKind = 'ITL' | 'CTL' | 'unknown';

/**
 * What kind of list a name says: `ITLFile.tlv` or `CTLFile.tlv`, which is the FILENAME even of a per-phone file, or
 * `ext_ITLSEP0011215A1AE3.tlv`, which a cluster serves to phones of other clusters.
 *
 * @param name a folder before it is allowed.
 */
export function listKind(name: string | null): ListKind {
  const file = name?.split(/[/\\]/).at(-1)?.toUpperCase().replace(/^EXT_/, '') ?? '';
  if (file.startsWith('ITL')) return 'ITL';
  if (file.startsWith('CTL')) return 'CTL';
  return 'unknown';
}

/** The name of the file without the ending that signing gave it: `SEP….cnf.xml` of `SEP….cnf.xml.sgn`. */
export function nameWithoutSignature(name: string): string {
  return name.replace(/(\.enc)?\.(sgn|sha512)$/i, '');
}
