import * as vscode from 'vscode';
import type { FileBeside } from '../../core/edit/ctl-beside';
import { rules } from '../../core/phone/rules';
import { readListFile } from '../files';
import { apply, made } from './steps/change';
import type { Command } from './steps/command';
import { loadEditing } from './steps/editing';
import { editableList, type OpenList } from './steps/open-list';

/** Blanks the list for rollback, as "Prepare Cluster for Rollback to pre 8.0" does. */
export const blank: Command = {
  id: 'trustList.blank',
  run: async ({ documents, questions }, target) => {
    const open = await editableList(documents, target);
    const editing = await loadEditing();
    const blanked = made(editing.blank(open.list));
    const details = [...blanked.warnings, ...(await ctlWarning(open)), afterwards];
    await questions.confirm({
      message: `Blank ${open.name} for rollback?`,
      detail: details.join('\n\n'),
      action: 'Blank',
    });
    apply(open, blanked);
  },
};

const afterwards = 'The signature does not fit afterwards: re-sign the list before any phone is to take it.';

/** What a CTL beside an ITL means for phones that hold both. */
async function ctlWarning(open: OpenList): Promise<string[]> {
  const { ctlsBeside } = await loadEditing();
  const names = ctlsBeside(open.list, open.name, await filesBeside(open));
  if (names.length === 0) return [];
  return [`${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} beside this file. ${rules.P6.sentence}`];
}

/** The lists in the same folder. */
async function filesBeside({ document, name }: OpenList): Promise<FileBeside[]> {
  if (document.uri.scheme === 'untitled') return [];
  const folder = vscode.Uri.joinPath(document.uri, '..');
  // Not every file system lists its folders; without a list there is nothing to warn of.
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  const names = entries.map(([other]) => other).filter((other) => other !== name && /\.tlv$/i.test(other));
  const files = names.map(async (other) => {
    const bytes = await readListFile(vscode.Uri.joinPath(folder, other)).catch(() => null);
    return bytes === null ? [] : [{ name: other, bytes }];
  });
  return (await Promise.all(files)).flat();
}
