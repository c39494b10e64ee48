import * as vscode from 'vscode';
import { Refusal } from '../commands/steps/command';
import type { Documents } from '../documents';
import { textLanguage, textScheme } from '../text-uri';

/** What a command was called on: the file of a menu or a title bar, else the list or text that is in front. */
export function subjectOf(target: unknown, documents: Documents): vscode.Uri {
  if (target instanceof vscode.Uri) return target;
  const text = vscode.window.activeTextEditor?.document;
  const isShown = text?.uri.scheme === textScheme || text?.languageId === textLanguage;
  const uri = documents.active?.uri ?? (isShown ? text.uri : undefined);
  if (uri === undefined) throw new Refusal('Open or select a trust list first.');
  return uri;
}
