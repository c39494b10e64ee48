import type * as Decrypting from '../../core/decrypting';
import type * as Phoning from '../../core/phoning';
import type { DecryptedView, HiddenPart } from './protocol';

/** What a page shows of a decrypted content, and what it does not have before a person asks. */
export interface ShownDecrypted {
  readonly view: DecryptedView;
  /** The values of what is hidden, by their numbers. */
  readonly secrets: readonly string[];
}

export function shownDecrypted(
  { shownText }: typeof Phoning,
  { findSecrets }: typeof Decrypting,
  content: Uint8Array,
): ShownDecrypted {
  const { length } = content;
  const shown = shownText({ header: [], content });
  if (shown === null) return { view: { parts: null, length, isCut: false }, secrets: [] };
  const { text, isCut } = shown;
  const secrets: string[] = [];
  const parts: (string | HiddenPart)[] = [];
  let at = 0;
  for (const { start, end, name } of findSecrets(text)) {
    const value = text.slice(start, end);
    parts.push(text.slice(at, start), { number: secrets.length, name, breaks: value.split(/\r\n?|\n/).length - 1 });
    secrets.push(value);
    at = end;
  }
  parts.push(text.slice(at));
  return { view: { parts, length, isCut }, secrets };
}
