import { isListName } from '../format/file-names';
import { limits } from '../format/limits';

/** The lists that a cluster serves to every phone. A cluster that is not secure has no CTL. */
export const clusterLists: readonly string[] = ['CTLFile.tlv', 'ITLFile.tlv'];

/** The names of what a cluster serves to one phone. */
export interface PhoneFiles {
  readonly lists: readonly string[];
  /** Signed. With encrypted configuration, the first one is the minimal one and the second one has all. */
  readonly configurations: readonly string[];
  /** What a cluster that signs nothing serves in their place. */
  readonly unsigned: string;
}

/** @param device `SEP001122334455`. */
export function phoneFiles(device: string): PhoneFiles {
  const configuration = `${device}.cnf.xml`;
  return {
    lists: [`CTL${device}.tlv`, `ITL${device}.tlv`],
    configurations: [`${configuration}.sgn`, `${configuration}.enc.sgn`],
    unsigned: configuration,
  };
}

const longestName = 255;

/** A name that a server can be asked for, without the slash before it; null for one that it cannot. */
export function requestedName(text: string): string | null {
  const name = text.replace(/^\/+/, '');
  const length = new TextEncoder().encode(name).length;
  // Controls would end the name, or the line that it stands in.
  return length === 0 || length > longestName || /[\p{Cc}\p{Cs}]/u.test(name) ? null : name;
}

/** How many bytes of a file of this name are taken. A list has some thousand; a phone takes up to 64 KB. */
export function mostBytesOf(name: string): number {
  if (isListName(name)) return 1024 * 1024;
  return /\.cnf\.xml(?:\.enc)?(?:\.sgn)?$/i.test(name) ? 4 * 1024 * 1024 : limits.fileBytes;
}

/** Names that Windows keeps for devices, with any ending: it does not count spaces before that, and counts raised digits. */
const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)/i;
/** Bytes of UTF-8: a name on a disk has at most 255, and a number may come in. */
const longestSafeName = 200;

/**
 * A name for a file in a folder, whatever a server's name for it is: without folders, without characters that a file system
 * has its own use for, and never hidden.
 */
export function safeFileName(name: string): string {
  const plain = lastOf(name)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, '_')
    .replace(/^[.\s]|[.\s]$/g, '_');
  return plain === '' || windowsDevice.test(plain) ? `_${plain}` : plain;
}

/** The end of a name: its endings say what the file is. */
function lastOf(name: string): string {
  let last = name.slice(-longestSafeName);
  while (new TextEncoder().encode(last).length > longestSafeName) last = last.slice(1);
  return last;
}

/** The name with a number before its endings: `ITLFile-2.tlv`, `SEP001122334455-2.cnf.xml.sgn`. */
export function numberedName(name: string, number: number): string {
  const dot = name.indexOf('.', 1);
  const end = dot === -1 ? name.length : dot;
  return `${name.slice(0, end)}-${number}${name.slice(end)}`;
}
