import * as vscode from 'vscode';
import { setTranslator, translatorOf, type Translator } from '../../core/words/translate';

/** The translator of the window's language; null for English, and for a language that this extension does not have. */
export function translator(): Translator | null {
  const { bundle } = vscode.l10n;
  return bundle === undefined ? null : translatorOf(bundle);
}

/** The language that texts are in, as HTML names it. */
export function language(): string {
  return vscode.l10n.bundle === undefined ? 'en' : vscode.env.language;
}

/** Has the extension's own code speak the window's language; `loadEngine` does so for the engine. */
export function speakLanguage(): void {
  setTranslator(translator());
}
