import * as vscode from 'vscode';
import type { Texts } from './texts';
import { t } from '../../core/words/translate';

/** Above the header and each record of a list's text, the way back to it in the editor. */
export class CodeLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(private readonly texts: Texts) {
    this.onDidChangeCodeLenses = texts.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const text = await this.texts.of(document);
    if (text === undefined || text.list === null) return [];
    return text.outputs.flatMap(({ sections }) =>
      sections.map(
        ({ heading }) =>
          new vscode.CodeLens(heading, {
            title: t('Show in editor'),
            command: 'trustList.showInEditor',
            arguments: [document.uri, heading.start.line],
          }),
      ),
    );
  }
}
