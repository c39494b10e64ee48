import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { askNewRecords } from './steps/new-records';
import { editableList } from '../../host/open-list';
import { pointedAt, showRecord } from './steps/records';

/** Adds a record for each certificate of a file: behind the record whose menu was opened, else at the end. */
export const addRecord: Command = {
  id: 'trustList.addRecord',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { addRecords } = await loadEditing();
    const records = await askNewRecords(context, open, 'Add Record from Certificate');
    const position = (pointedAt(target) ?? open.list.records.length) + 1;
    const edited = await change(context, open, await addRecords(open.list, records, position));
    showRecord(context, open, edited, position);
  },
};
