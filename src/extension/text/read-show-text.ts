import * as vscode from 'vscode';
import { chooseFile } from '../host/chosen-file';
import type { CommandContext } from '../host/context';
import { loadEngine } from '../host/engine';
import { Refusal } from '../host/errors';
import { fileNameOf, textLanguage } from '../host/list-uris';
import { t } from '../../core/words/translate';

/**
 * Shows a text with outputs of `show itl` or `show ctl` as such, whatever its name and wherever they begin: the file of a
 * menu, else the text in front if it has one, else a file that a person chooses.
 */
export async function readShowText(context: CommandContext, target: unknown): Promise<void> {
  const document = target instanceof vscode.Uri ? await vscode.workspace.openTextDocument(target) : await ask(context);
  const reason = await whyNot(document);
  if (reason !== null) throw new Refusal(reason);
  await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, textLanguage));
}

async function ask(context: CommandContext): Promise<vscode.TextDocument> {
  const inFront = vscode.window.activeTextEditor?.document;
  if (inFront !== undefined && (await whyNot(inFront)) === null) return inFront;
  const types = ['showitl', 'txt', 'log'] as const;
  const prompt = t('No output of show itl or show ctl in front. Which file?');
  return vscode.workspace.openTextDocument(
    await chooseFile(context, { title: t('Read show itl Text'), prompt, types, samples: [] }),
  );
}

/** Why a document is not such a text, as one sentence; null if it is. */
async function whyNot(document: vscode.TextDocument): Promise<string | null> {
  const { readShow } = await loadEngine();
  const { outputs, unread } = readShow(document.getText());
  if (unread !== null) return `${fileNameOf(document.uri)}: ${unread.sentence}`;
  return outputs.length > 0
    ? null
    : t('{file} contains no output of show itl or show ctl.', { file: fileNameOf(document.uri) });
}
