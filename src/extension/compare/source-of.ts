import * as vscode from 'vscode';
import type { CommandContext } from '../host/command';
import { fileNameOf, type Documents } from '../host/documents';
import { listUriOf, textScheme } from '../host/text-uri';
import { chooseOutput } from './choose-output';
import { outputsIn } from './side';
import { listSource, type Source } from './source';

/** A file as a side of a comparison: a list, or an output of `show itl` in a text. */
export async function sourceOf(uri: vscode.Uri, { documents, questions }: CommandContext): Promise<Source> {
  if (uri.scheme === textScheme) return listSource(listUriOf(uri));
  if (await isList(uri, documents)) return listSource(uri);
  const text = await textAt(uri);
  // What is neither is left to the comparison, which says why it cannot be read.
  if (text === null || (await outputsIn(text)).length === 0) return listSource(uri);
  return { kind: 'text', uri: uri.toString(), output: await chooseOutput(text, fileNameOf(uri), questions) };
}

async function isList(uri: vscode.Uri, documents: Documents): Promise<boolean> {
  try {
    return (await documents.read(uri)).decoded.ok;
  } catch {
    return false; // a text that is in no file yet
  }
}

/** Null where VS Code cannot show the file as text. */
async function textAt(uri: vscode.Uri): Promise<string | null> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return null;
  }
}
