import * as vscode from 'vscode';
import { chooseFile } from '../host/chosen-file';
import type { CommandContext } from '../host/context';
import { editorViewType, type Documents } from '../host/documents';
import { Refusal } from '../host/errors';
import { fileNameOf, listUriOf, textLanguage, textScheme } from '../host/list-uris';
import type { Questions } from '../host/questions';
import { outputsIn } from './side';
import { listSource, type Source } from './source';
import { plural, t } from '../../core/words/translate';

/**
 * What a command compares: the file of a menu or a title bar, else the list or text that is in front, else one that a
 * person chooses. The text that shows a list counts as that list.
 */
export async function targetOf(target: unknown, context: CommandContext): Promise<vscode.Uri> {
  const uri =
    (target instanceof vscode.Uri ? target : inFront(context.documents)) ??
    (await chooseFile(context, {
      title: t('Compare Trust Lists'),
      prompt: t('Which list, or text of show itl?'),
      samples: ['ITL'],
    }));
  return uri.scheme === textScheme ? listUriOf(uri) : uri;
}

/** A file as a side of a comparison: a list, or an output of `show itl` in a text. */
export async function sourceOf(uri: vscode.Uri, { documents, questions }: CommandContext): Promise<Source> {
  if (uri.scheme === textScheme) return listSource(listUriOf(uri));
  if (await isList(uri, documents)) return listSource(uri);
  const text = await textAt(uri);
  // What is neither is left to the comparison, which says why it cannot be read.
  if (text === null || (await outputsIn(text)).length === 0) return listSource(uri);
  return { kind: 'text', uri: uri.toString(), output: await chooseOutput(text, fileNameOf(uri), questions) };
}

/** Which output of `show itl` or `show ctl` in a text, from 0: the only one, else the one that a person chooses. */
export async function chooseOutput(text: string, where: string, questions: Questions): Promise<number> {
  const outputs = await outputsIn(text);
  if (outputs.length === 0) throw new Refusal(t('{where} contains no output of show itl or show ctl.', { where }));
  if (outputs.length === 1) return 0;
  const lineOf = lineFinder(text);
  return questions.choice({
    title: t('Compare Trust Lists'),
    prompt: t('{where} contains several outputs. Which one?', { where }),
    choices: outputs.map(({ report, start }, value) => ({
      label: plural(report.records.length, '{kind}, 1 record', '{kind}, {count} records', { kind: report.kind }),
      description: t('line {line}', { line: lineOf(start) }),
      value,
    })),
  });
}

/** The line, from 1, of places that are asked for in the order of the text. */
function lineFinder(text: string): (place: number) => number {
  let line = 1;
  let counted = 0;
  return (place) => {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < place; at = text.indexOf('\n', counted)) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
}

/** The tab that has the focus; if it is not one of ours, as a diff is, the list that was in front last. */
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

async function isList(uri: vscode.Uri, documents: Documents): Promise<boolean> {
  try {
    return (await documents.read(uri)).decoded.ok;
  } catch {
    return false; // a text that is in no file yet
  }
}

/** Null if VS Code cannot show the file as text. */
async function textAt(uri: vscode.Uri): Promise<string | null> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return null;
  }
}
