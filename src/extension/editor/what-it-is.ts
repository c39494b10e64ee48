import type * as Engine from '../../core/engine';
import { isPage, textOf } from '../../core/format/text-of';

/** How a file that is not a trust list opens right. */
export type OpensAs = 'signed' | 'dump' | 'log' | 'text';

/** What a file is that was opened as a trust list and is not one. */
export interface WhatItIs {
  readonly sentence: string;
  /** Null if nothing here opens it. */
  readonly opensAs: OpensAs | null;
}

const ofKeys = {
  certificates: 'This is a file of certificates. Add Record from Certificate reads it, from a list.',
  key: 'This is a file with a private key. Re-sign reads it, from a list. Keep it off servers.',
  bundle: 'This is a PKCS#12 bundle. Consolidate Certificate Bundles reads its certificates, Re-sign its keys.',
  request: 'This is a certificate signing request. A list needs the certificate that was issued for it.',
} as const;

/** Characters in which a log is recognised. */
const beginningOfLog = 200_000;

/** Null for a file that nothing here recognises. */
export async function whatItIs(engine: typeof Engine, bytes: Uint8Array, name: string): Promise<WhatItIs | null> {
  if (bytes.length === 0) return null;
  const phoning = await engine.loadPhoning();
  if (phoning.decodeSigned(bytes).ok) {
    return {
      sentence: 'This is a signed file: a configuration, firmware or another file of a TFTP server.',
      opensAs: 'signed',
    };
  }
  const kind = engine.certificateFileKind(bytes);
  if (kind !== null) return { sentence: ofKeys[kind], opensAs: null };
  const text = textOf(bytes);
  if (text === null) return null;
  if (isPage(text)) {
    return {
      sentence: 'This is a web page, perhaps the error message of a server. Fetch the file again.',
      opensAs: 'text',
    };
  }
  if (engine.readHexDump(text) !== null) {
    return { sentence: 'This is a hex dump that spells a trust list or a signed file.', opensAs: 'dump' };
  }
  const offered = phoning.readOffered(bytes, name);
  if (text.trimStart().startsWith('<')) {
    const isConfiguration = offered.ok && offered.offered.kind === 'configuration';
    const what = isConfiguration ? 'a phone configuration without a signature' : 'XML';
    return { sentence: `This is ${what}.`, opensAs: 'text' };
  }
  if (engine.readShow(text).outputs.length > 0) {
    return { sentence: 'This is the output of show itl or show ctl.', opensAs: 'text' };
  }
  const { understood } = phoning.readPhoneLog(text.slice(0, beginningOfLog));
  return understood > 0 ? { sentence: "This is a phone's log.", opensAs: 'log' } : null;
}
