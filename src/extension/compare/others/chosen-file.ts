import * as vscode from 'vscode';
import type { CommandContext } from '../../host/command';
import type { Choice } from '../../host/questions';
import { folderOf } from '../../host/open-list';
import { anyFileOf } from '../../host/files';
import { nameOf } from '../../host/known-lists';
import { sourceOf } from '../source-of';
import type { Other } from './other';

/** Files that are offered by name; the file dialog has the others. */
const most = 500;

/** Another file: one of the workspace by name, or any. */
export const chosenFile: Other = async (list, context) => {
  const chosen = await context.questions.choice<vscode.Uri | null>({
    title: 'Compare Trust Lists',
    prompt: 'The list, or the text of show itl, to compare with',
    choices: [...(await files(list, context)), { label: 'Browse…', value: null }],
  });
  const uri =
    chosen ?? (await context.questions.file({ title: 'Compare Trust Lists', kind: 'any', folder: folderOf(list) }));
  return sourceOf(uri, context);
};

/** Lists that are open, then those of the workspace. */
async function files(list: vscode.Uri, { documents }: CommandContext): Promise<Choice<vscode.Uri>[]> {
  const open = documents.all.map(({ uri }) => uri);
  const found = await vscode.workspace.findFiles(anyFileOf('tlv', 'showitl'), undefined, most);
  const sorted = found.sort((a, b) => a.path.localeCompare(b.path));
  const all = new Map([...open, ...sorted].map((uri) => [uri.toString(), uri]));
  all.delete(list.toString());
  return [...all.values()].map((value) => ({ label: nameOf(value), value }));
}
