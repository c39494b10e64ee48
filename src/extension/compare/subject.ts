import * as vscode from 'vscode';
import { Refusal } from '../host/command';
import { editorViewType, type Documents } from '../host/documents';
import { listUriOf, textLanguage, textScheme } from '../host/text-uri';

/**
 * What a command was called on: the file of a menu or a title bar, else the list or text that is in front. The text that
 * shows a list stands for that list.
 */
export function subjectOf(target: unknown, documents: Documents): vscode.Uri {
  const uri = target instanceof vscode.Uri ? target : inFront(documents);
  if (uri === undefined) throw new Refusal('Open or select a trust list first.');
  return uri.scheme === textScheme ? listUriOf(uri) : uri;
}

/** The tab that has the focus; where it is none of ours, as a diff is, the list that was in front last. */
function inFront(documents: Documents): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && input.viewType === editorViewType) return input.uri;
  if (input instanceof vscode.TabInputText && isPrinted(input.uri)) return input.uri;
  return documents.active?.uri;
}

function isPrinted(uri: vscode.Uri): boolean {
  const document = vscode.window.activeTextEditor?.document;
  return (
    uri.scheme === textScheme || (document?.uri.toString() === uri.toString() && document.languageId === textLanguage)
  );
}
