import { recordFields } from '../../../core/format/fields';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { askFunction } from './steps/new-records';
import { editableList } from '../../host/open-list';
import { recordFor } from './steps/records';

/** Writes FUNCTION of a record. */
export const changeFunction: Command = {
  id: 'trustList.changeFunction',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { setFunction } = await loadEditing();
    const number = await recordFor(context, open, target, 'Change Function');
    const record = open.list.records[number - 1];
    const present = record === undefined ? null : recordFields(record).functionCode;
    const code = await askFunction(context, present, `Change the Function of Record ${number}`);
    await change(context, open, setFunction(open.list, number, code));
  },
};
