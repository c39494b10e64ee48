import * as vscode from 'vscode';
import { textUriOf } from '../host/text-uri';
import type { PastedTexts } from './pasted-texts';
import { namesOf, type Source, type Sources } from './source';

/** Opens VS Code's own text diff of what `show itl` prints of both sides. */
export async function compareAsText(sources: Sources, pasted: PastedTexts): Promise<void> {
  const names = namesOf(sources);
  const [left, right] = [sources.left, sources.right].map((source) => documentOf(source, pasted));
  await vscode.commands.executeCommand('vscode.diff', left, right, `${names.left} ↔ ${names.right} (text)`);
}

function documentOf(source: Source, pasted: PastedTexts): vscode.Uri {
  switch (source.kind) {
    case 'list':
      return textUriOf(vscode.Uri.parse(source.uri, true));
    case 'text':
      return vscode.Uri.parse(source.uri, true);
    case 'pasted':
      return pasted.uriOf(source.text);
  }
}
