import { createRequire } from 'node:module';
import type * as Engine from '../../src/core/engine';
import type { TrustList } from '../../src/core/format/model';
import type { Report } from '../../src/core/trust/report';
import type * as Rules from '../../src/core/phone/rules';
import type * as CompareView from '../../src/extension/compare/view';
import type * as Summary from '../../src/extension/problems/summary';
import type * as DecryptedView from '../../src/extension/signed/decrypted-view';
import type * as SignedView from '../../src/extension/signed/view';
import type * as WhatItIs from '../../src/extension/host/what-it-is';
import type * as Translate from '../../src/core/words/translate';
import type * as EditorViews from '../../src/extension/editor/views';

// Playwright makes CommonJS of what lies outside of test/, and Node does not find the names that such a module exports.
const load = createRequire(import.meta.url);

/** The engine as it ships: what the extension itself loads. */
export const engine = load('../../dist/engine.js') as typeof Engine;

/** What the extension makes of lists for its pages. */
export const { Views } = load('../../src/extension/editor/views.ts') as typeof EditorViews;
export const { sideView, View } = load('../../src/extension/compare/view.ts') as typeof CompareView;
export const { whatItIs } = load('../../src/extension/host/what-it-is.ts') as typeof WhatItIs;
/** The rules of phones, and where they are written down. */
export const { rules, sources } = load('../../src/core/phone/rules.ts') as typeof Rules;
export const { checkedSentence, summaryOf, worstOutcome } = load(
  '../../src/extension/problems/summary.ts',
) as typeof Summary;
export const { signedView, verdictView } = load('../../src/extension/signed/view.ts') as typeof SignedView;
export const { shownDecrypted } = load('../../src/extension/signed/decrypted-view.ts') as typeof DecryptedView;

const translate = load('../../src/core/words/translate.ts') as typeof Translate;
export const { messagesElement, said, translatedAll, translatorOf } = translate;

/** The language of the engine, and of what the extension makes of lists. */
export function setTranslators(translator: Translate.Translator | null): void {
  translate.setTranslator(translator);
  engine.setTranslator(translator);
}

export interface ReadList {
  readonly bytes: Uint8Array;
  readonly list: TrustList;
  readonly report: Report;
}

/** Decodes and inspects a list, as the extension does with each state of a document. */
export async function readList(bytes: Uint8Array, fileName: string, earlier: readonly Uint8Array[] = []) {
  const decoded = engine.decode(bytes);
  if (!decoded.ok) return decoded;
  const report = await engine.inspect(decoded.list, bytes, { fileName, earlier });
  return { ok: true as const, bytes, list: decoded.list, report };
}

/** The same for a list that is known to be one. */
export async function listOf(bytes: Uint8Array, fileName = 'ITLFile.tlv'): Promise<ReadList> {
  const read = await readList(bytes, fileName);
  if (!read.ok) throw new Error(read.error.message);
  return read;
}
