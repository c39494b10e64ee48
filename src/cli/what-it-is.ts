import { headerFields } from '../core/format/fields';
import type { ParsedShow } from '../core/show/parse';
import { statements, type Statement } from '../core/words/statement';
import { binaryOf } from './binary-input';
import { loadPhoning } from './engine';

/**
 * What a file is that a command was given by mistake, and what reads it. `{needed}` is what the command takes, if this
 * sentence says alone what is wrong.
 */
const state = statements({
  list: { text: 'This is a trust list, not {needed}: trustlist verify reads it.', source: null },
  'signed-configuration': {
    text: 'This is a signed configuration ({filename}), not {needed}: trustlist verify reads it.',
    source: null,
  },
  'encrypted-configuration': {
    text: 'This is an encrypted configuration ({filename}), not {needed}: trustlist verify reads it, and trustlist decrypt with the key of its phone.',
    source: null,
  },
  firmware: { text: 'This is firmware ({filename}), not {needed}: trustlist show reads its header.', source: null },
  'signed-file': {
    text: 'This is a signed file ({filename}), not {needed}: trustlist verify reads it.',
    source: null,
  },
  configuration: {
    text: 'This is a phone configuration without a signature: trustlist sign signs it, and trustlist phone --offered reads it.',
    source: null,
  },
  certificates: {
    text: 'This is a file of certificates: trustlist consolidate reads it, and trustlist edit --add makes records of it.',
    source: null,
  },
  key: { text: 'This is a file with a private key: trustlist sign --key reads it.', source: null },
  bundle: {
    text: 'This is a PKCS#12 bundle: trustlist consolidate reads its certificates, and trustlist sign --key its keys.',
    source: null,
  },
  request: {
    text: 'This is a certificate signing request: give the certificate that was issued for it.',
    source: null,
  },
  'show-text': {
    text: 'This is the output of {command}: trustlist show, verify and compare read it.',
    source: null,
  },
  'show-text-without-bytes': {
    text: 'This is the output of {command}, which contains neither the keys and certificates of the list nor its whole signature: fetch {filename} itself from the TFTP server.',
    source: null,
  },
  log: { text: "This is a phone's log: trustlist log reads it.", source: null },
  html: {
    text: 'This is a web page (HTML), probably what a server sent instead of the file: download the file again.',
    source: null,
  },
  xml: { text: 'This is XML, but not a phone configuration: trustlist sign signs it.', source: null },
  capture: { text: 'This is a packet capture: trustlist capture reads it.', source: null },
  archive: { text: 'This is an archive: extract the files from it first.', source: null },
});

/** What a command needs, as `{needed}` says it. */
export type Needed =
  | 'a list'
  | 'a list or a configuration'
  | 'a list or a signed file'
  | 'a list or a bundle of certificates'
  | 'a signed file'
  | 'an encrypted configuration'
  | 'a digest'
  | "a phone's log"
  | 'a packet capture'
  | 'a key or certificate';

/** What a file is, with what reads it; null if nothing here recognises it. The bytes stay as they are. */
export async function whatItIs(bytes: Uint8Array, file: string, needed: Needed): Promise<Statement | null> {
  if (bytes.length === 0) return null;
  const binary = await binaryOf(bytes, file);
  if (binary?.kind === 'list') return state('list', { needed });
  if (binary?.kind === 'signed') {
    const { signedKind } = await loadPhoning();
    const filename = headerFields(binary.signed).filename ?? file;
    return state(signedReasons[signedKind(binary.signed, file)], { filename, needed });
  }
  const recognized = (await loadPhoning()).recognize(bytes, file);
  if (recognized === null) return null;
  if (recognized.kind === 'show-text') return whatOutputIs(recognized.output, needed);
  if (recognized.kind === 'dump') return null; // it spells neither a list nor a signed file
  return state(recognized.kind === 'page' ? 'html' : recognized.kind, {});
}

const signedReasons = {
  configuration: 'signed-configuration',
  'encrypted-configuration': 'encrypted-configuration',
  firmware: 'firmware',
  other: 'signed-file',
} as const;

/** What an output of `show itl` or `show ctl` is to a command that does not take one. */
export function whatOutputIs({ report }: Pick<ParsedShow, 'report'>, needed: Needed): Statement {
  const isCtl = report.kind === 'CTL';
  const command = isCtl ? 'show ctl' : 'show itl';
  if (!needed.startsWith('a list')) return state('show-text', { command });
  return state('show-text-without-bytes', { command, filename: isCtl ? 'CTLFile.tlv' : 'ITLFile.tlv' });
}

/**
 * Why a command cannot take a file, in words: what the reader of it said, and what the file is, if that is recognised.
 *
 * @param error of the reader, one sentence.
 */
export async function refusalOf(error: string, bytes: Uint8Array, file: string, needed: Needed): Promise<string> {
  const what = await whatItIs(bytes, file, needed);
  if (what === null) return error;
  return error === '' || replacing.has(what.reason) ? what.sentence : `${error} ${what.sentence}`;
}

/** What says all that the reader said, and more. */
const replacing: ReadonlySet<string> = new Set(['list', 'signed-file', ...Object.values(signedReasons)]);
