import { kindOfList } from '../format/fields';
import { listKind, type ListKind } from '../format/file-names';
import type { TrustList } from '../format/model';
import { decode } from '../format/decode';

/** A file in the folder of a list. */
export interface FolderFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The names of the CTLs that a phone may hold together with this ITL: files of its folder that are CTLs by their FILENAME, and
 * where that says nothing, by their names. A CTL of another phone does not count; a list that is a CTL has none.
 *
 * @param name the list's own, `ITLSEP0011215A1AE3.tlv`.
 */
export function ctlsInFolder(list: TrustList, name: string, files: readonly FolderFile[]): string[] {
  if (likelyKind(list, name) === 'CTL') return [];
  const phone = phoneOf(name);
  return files
    .filter((file) => {
      const decoded = decode(file.bytes);
      const kind = decoded.ok ? likelyKind(decoded.list, file.name) : listKind(file.name);
      if (file.name === name || kind !== 'CTL') return false;
      const other = phoneOf(file.name);
      return phone === null || other === null || phone === other;
    })
    .map((file) => file.name)
    .sort();
}

/** The name on disk counts too if the FILENAME says nothing: one warning too many is better than none. */
function likelyKind(list: TrustList, name: string): ListKind {
  const kind = kindOfList(list, name);
  return kind === 'unknown' ? listKind(name) : kind;
}

/** The phone that a file is for, `SEP0011215A1AE3`; null where the name is that of a cluster's file, or of none. */
function phoneOf(name: string): string | null {
  return /SEP[0-9a-f]{12}/i.exec(name)?.[0].toUpperCase() ?? null;
}
