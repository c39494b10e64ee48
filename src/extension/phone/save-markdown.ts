import * as vscode from 'vscode';
import type { CommandContext } from '../host/command';
import { writeFile } from '../host/small-file';
import { fileNameOf } from '../host/documents';

/** Asks where a text for a change ticket goes, and writes it there. */
export async function saveMarkdown(
  { questions }: CommandContext,
  { text, what, name }: { readonly text: string; readonly what: 'plan' | 'check'; readonly name: string },
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const title = `Save the ${what === 'plan' ? 'Plan' : 'Check'} as Markdown`;
  const uri = await questions.fileToWrite({ title, kind: 'any', folder, name });
  await writeFile(uri, text);
  questions.tell(`The ${what} was written to ${fileNameOf(uri)}.`);
}
