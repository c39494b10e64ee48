import { decode, type Refusal } from '../format/decode';
import { kindOfList } from '../format/fields';
import { decodeSigned, signedKind, type SignedFile } from '../format/signed';
import type { InspectedRecord } from '../trust/inspected-record';
import type { NamedList } from './held';
import { t } from '../words/translate';

/** A file that a phone is given. */
export type Offered =
  | ({ readonly kind: 'ITL' | 'CTL' } & NamedList)
  /** `signed` is null for a plain, unsigned file. */
  | { readonly kind: 'configuration'; readonly file: string; readonly signed: SignedFile | null }
  | { readonly kind: 'firmware'; readonly file: string };

/** A file that nobody has made yet: what a phone would be given if this certificate signed it. */
export interface SupposedFile {
  readonly kind: 'ITL' | 'CTL' | 'configuration';
  /** What it would be called. */
  readonly file: string;
  readonly certificate: InspectedRecord;
}

export type OfferedList = Extract<Offered, { kind: 'ITL' | 'CTL' }>;
export type OfferedConfiguration = Extract<Offered, { kind: 'configuration' }>;

export type OfferedRead =
  { readonly ok: true; readonly offered: Offered } | { readonly ok: false; readonly error: Refusal };

/**
 * What a file is to a phone: a list, by FILENAME, or without one by its name on disk; a signed file, by its header;
 * else a plain configuration, if it is XML or named like one.
 *
 * @param file the name under which the phone is given it; a folder before it is allowed.
 */
export function readOffered(bytes: Uint8Array, file: string): OfferedRead {
  const signed = decodeSigned(bytes);
  if (!signed.ok) {
    const root = xmlRoot(bytes);
    if (isPlainConfiguration(bytes, file, root)) return made({ kind: 'configuration', file, signed: null });
    const why =
      root === null
        ? signed.error.message
        : root.toLowerCase() === 'html'
          ? t('it is an HTML page, perhaps the error message of a server.')
          : t('it is XML, and its root is {root}, not device.', { root });
    return {
      ok: false,
      error: {
        ...signed.error,
        message: t('Neither a trust list nor a configuration, signed or plain: {why}', { why }),
      },
    };
  }
  const kind = kindOfList(signed.file, file);
  if (kind !== 'unknown') {
    const decoded = decode(bytes);
    return decoded.ok ? made({ kind, file, list: decoded.list }) : decoded;
  }
  if (signedKind(signed.file, file) === 'firmware') return made({ kind: 'firmware', file });
  return made({ kind: 'configuration', file, signed: signed.file });
}

function made(offered: Offered): OfferedRead {
  return { ok: true, offered };
}

/** The roots of phones' configuration: of CUCM, of its XMLDefault.cnf.xml, and of multiplatform phones, in lower case. */
const configurationRoots: ReadonlySet<string> = new Set(['device', 'default', 'flat-profile']);

/** XML with the root of configuration, or a file without XML that is named like configuration. */
function isPlainConfiguration(bytes: Uint8Array, file: string, root: string | null): boolean {
  if (root !== null) return configurationRoots.has(root.toLowerCase());
  return bytes.length > 0 && /\.cnf\.xml$/i.test(file);
}

/** Characters in which the root of XML is looked for. */
const beginning = 4_096;

/** The name of the first element, behind declarations and comments; null for what is not XML. */
function xmlRoot(bytes: Uint8Array): string | null {
  let rest = new TextDecoder().decode(bytes.subarray(0, beginning)).trimStart();
  for (;;) {
    const end = rest.startsWith('<?') ? '?>' : rest.startsWith('<!--') ? '-->' : /^<!doctype/i.test(rest) ? '>' : null;
    if (end === null) return /^<([A-Za-z_][\w.:-]*)/.exec(rest)?.[1] ?? null;
    const at = rest.indexOf(end);
    if (at === -1) return null;
    rest = rest.slice(at + end.length).trimStart();
  }
}
