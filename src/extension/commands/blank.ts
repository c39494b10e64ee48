import * as vscode from 'vscode';
import { headerFields, listKind } from '../../core/format/fields';
import { rules } from '../../core/phone/rules';
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
  if (listKind(headerFields(open.list).filename) === 'CTL') return [];
  const names = await ctlsBeside(open);
  if (names.length === 0) return [];
  return [`${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} beside this file. ${rules.P6.sentence}`];
}

/** Names of the CTLs in the same folder. */
async function ctlsBeside({ document, name }: OpenList): Promise<string[]> {
  if (document.uri.scheme === 'untitled') return [];
  const folder = vscode.Uri.joinPath(document.uri, '..');
  // Not every file system lists its folders; without a list there is nothing to warn of.
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  return entries
    .filter(([other, type]) => type !== vscode.FileType.Directory && other !== name && /^CTL.*\.tlv$/i.test(other))
    .map(([other]) => other)
    .sort();
}
