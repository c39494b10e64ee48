import { certificateFileKind, type CertificateFileKind } from './certificates/file-kind';
import { isCapture } from './cluster/captures/container';
import { readHexDump } from './format/hex-dump';
import { isPage, textOf } from './format/text-of';
import { readPhoneLog } from './phone/logs/read';
import { readOffered } from './phone/offered';
import { readShow, type ParsedShow } from './show/parse';

/**
 * What a file is that is neither a trust list nor a signed file: by its content, except that a plain configuration may be
 * told by its name.
 */
export type Recognized =
  | { readonly kind: CertificateFileKind | 'archive' | 'capture' | 'page' | 'dump' | 'configuration' | 'xml' | 'log' }
  | { readonly kind: 'show-text'; readonly output: ParsedShow };

/** Characters of a text in which a log is recognised, and the first of any. */
const beginning = { log: 200_000, text: 1_000 } as const;

/** Null for a file that nothing here recognises. */
export function recognize(bytes: Uint8Array, file: string): Recognized | null {
  const ofKeys = certificateFileKind(bytes);
  if (ofKeys !== null) return { kind: ofKeys };
  if (isArchive(bytes)) return { kind: 'archive' };
  if (isCapture(bytes)) return { kind: 'capture' };
  const text = textOf(bytes);
  if (text === null) return null;
  if (isPage(text)) return { kind: 'page' };
  if (readHexDump(text) !== null) return { kind: 'dump' };
  if (text.slice(0, beginning.text).trimStart().startsWith('<')) {
    return { kind: readOffered(bytes, file).ok ? 'configuration' : 'xml' };
  }
  const [output] = readShow(text).outputs;
  if (output !== undefined) return { kind: 'show-text', output };
  return readPhoneLog(text.slice(0, beginning.log)).understood > 0 ? { kind: 'log' } : null;
}

/** The first bytes of gzip, and of ZIP. */
function isArchive([first, second, third, fourth]: Uint8Array): boolean {
  if (first === 0x1f && second === 0x8b) return true;
  return first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04;
}
