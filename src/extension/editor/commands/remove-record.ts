import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { recordsFor } from './steps/records';

/** Removes records. Undo brings them back, so that nothing is asked. */
export const removeRecord: Command = {
  id: 'trustList.removeRecord',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { removeRecords } = await loadEditing();
    const numbers = await recordsFor(context, open, target, 'Remove Record');
    await change(context, open, removeRecords(open.list, numbers));
  },
};
