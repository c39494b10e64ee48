import type * as Engine from '../../core/engine';
import type { Recognized } from '../../core/recognizing';
import { messages, t } from '../../core/words/translate';

/** How to open a file that is not a trust list. */
export type OpensAs = 'signed' | 'dump' | 'log' | 'text';

/** What a file is that was opened as a trust list and is not one. */
export interface WhatItIs {
  readonly sentence: string;
  /** Null if nothing here opens it. */
  readonly opensAs: OpensAs | null;
}

const words: Readonly<Record<Exclude<Recognized['kind'], 'archive'> | 'signed', WhatItIs>> = messages({
  signed: {
    sentence: 'This is a signed file: a configuration, firmware or another file of a TFTP server.',
    opensAs: 'signed',
  },
  certificates: {
    sentence: 'This is a file of certificates. Add Record from Certificate reads it, from a list.',
    opensAs: null,
  },
  key: {
    sentence: 'This is a file with a private key. Re-sign reads it, from a list. Keep it off servers.',
    opensAs: null,
  },
  bundle: {
    sentence: 'This is a PKCS#12 bundle. Consolidate Certificate Bundles reads its certificates, Re-sign its keys.',
    opensAs: null,
  },
  request: {
    sentence: 'This is a certificate signing request. A list needs the certificate that was issued for it.',
    opensAs: null,
  },
  capture: {
    sentence: 'This is a packet capture. Read Capture takes lists and configurations out of it.',
    opensAs: null,
  },
  page: {
    sentence: 'This is a web page, perhaps the error message of a server. Fetch the file again.',
    opensAs: 'text',
  },
  dump: { sentence: 'This is a hex dump that spells a trust list or a signed file.', opensAs: 'dump' },
  configuration: { sentence: 'This is a phone configuration without a signature.', opensAs: 'text' },
  xml: { sentence: 'This is XML.', opensAs: 'text' },
  'show-text': { sentence: 'This is the output of show itl or show ctl.', opensAs: 'text' },
  log: { sentence: "This is a phone's log.", opensAs: 'log' },
});

/** Null for a file that nothing here recognises. */
export async function whatItIs(engine: typeof Engine, bytes: Uint8Array, name: string): Promise<WhatItIs | null> {
  if (bytes.length === 0) return null;
  const { decodeSigned, recognize } = await engine.loadPhoning();
  if (decodeSigned(bytes).ok) return said(words.signed);
  const kind = recognize(bytes, name)?.kind ?? 'archive';
  return kind === 'archive' ? null : said(words[kind]);
}

function said({ sentence, opensAs }: WhatItIs): WhatItIs {
  return { sentence: t(sentence), opensAs };
}
