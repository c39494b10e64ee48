import * as vscode from 'vscode';
import { registerCommands } from '../host/command';
import type { FeatureContext } from '../host/context';
import type { FindingsInTexts } from '../host/findings';
import { LanguageDetection } from '../host/language-detection';
import { textLanguage } from '../host/list-uris';
import { CodeLenses } from './code-lenses';
import { textCommands } from './commands';
import { firstWords } from './first-words';
import { Hovers } from './hover';
import { Folding, Symbols } from './outline';
import { PrintedLists } from './printed-lists';
import { QuickFixes } from './quick-fixes';
import { Texts } from './texts';

/** Lists as the cluster prints them, and the language of such texts. */
export class TextFeature implements vscode.Disposable {
  readonly #texts: Texts;
  readonly #detection = new LanguageDetection({
    language: textLanguage,
    instead: ['plaintext'],
    beginning: 2_000,
    isThis: (text) => firstWords.test(text),
  });
  readonly #all: vscode.Disposable;

  constructor(context: FeatureContext) {
    const lists = new PrintedLists(context.documents);
    const texts = new Texts(lists, context.extensionId);
    this.#texts = texts;
    this.#all = vscode.Disposable.from(
      texts,
      lists,
      this.#detection,
      registerCommands(context, textCommands(lists, texts)),
      vscode.languages.registerHoverProvider(textLanguage, new Hovers(texts)),
      vscode.languages.registerDocumentSymbolProvider(textLanguage, new Symbols(texts)),
      vscode.languages.registerFoldingRangeProvider(textLanguage, new Folding(texts)),
      vscode.languages.registerCodeLensProvider(textLanguage, new CodeLenses(texts)),
      vscode.languages.registerCodeActionsProvider(textLanguage, new QuickFixes(texts), QuickFixes.metadata),
    );
  }

  /** What the texts of lists show in the Problems panel. */
  get findings(): FindingsInTexts {
    return this.#texts;
  }

  /** True for a list whose text is open. */
  has(list: vscode.Uri): boolean {
    return this.#texts.has(list);
  }

  /** What is held, to be counted by tests. */
  get held(): { readonly texts: number; readonly underlined: number; readonly detected: number } {
    return { ...this.#texts.held, detected: this.#detection.size };
  }

  dispose(): void {
    this.#all.dispose();
  }
}
