import type { FolderFile } from '../../../core/edit/ctls-in-folder';
import { rules } from '../../../core/phone/rules';
import { listsInFolderOf, readListFile } from '../../host/files';
import { apply, made } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from '../../host/engine';
import { fileNameOf } from '../../host/list-uris';
import { editableList, type OpenList } from '../../host/open-list';
import { messages, plural, t } from '../../../core/words/translate';

/** Blanks the list for rollback, as "Prepare Cluster for Rollback to pre 8.0" does. */
export const blank: Command = {
  id: 'trustList.blank',
  run: async (context, target) => {
    const open = await editableList(context, target);
    const editing = await loadEditing();
    const blanked = made(editing.blank(open.list));
    const details = [...blanked.warnings, ...(await ctlWarning(open)), t(afterwards)];
    await context.questions.confirm({
      message: t('Blank {name} for rollback?', { name: open.name }),
      detail: details.join('\n\n'),
      action: t('Blank'),
    });
    apply(open, blanked);
  },
};

const afterwards = messages('Blanking invalidates the signature: re-sign the list before deploying it to phones.');

/** What a CTL in the folder of an ITL means for phones that hold both. */
async function ctlWarning(open: OpenList): Promise<string[]> {
  const { ctlsInFolder } = await loadEditing();
  const names = ctlsInFolder(open.list, open.name, await filesInFolder(open));
  if (names.length === 0) return [];
  return [
    plural(names.length, '{names} is in the same folder. {rule}', '{names} are in the same folder. {rule}', {
      names: names.join(', '),
      rule: t(rules.P6.sentence),
    }),
  ];
}

async function filesInFolder({ document }: OpenList): Promise<FolderFile[]> {
  const files = (await listsInFolderOf(document.uri)).map(async (uri) => {
    const bytes = await readListFile(uri).catch(() => null);
    return bytes === null ? [] : [{ name: fileNameOf(uri), bytes }];
  });
  return (await Promise.all(files)).flat();
}
