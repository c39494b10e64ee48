import { recordFields } from '../../core/format/fields';
import { change } from './steps/change';
import type { Command } from './steps/command';
import { loadEditing } from './steps/editing';
import { askFunction } from './steps/new-records';
import { editableList } from './steps/open-list';
import { recordFor } from './steps/records';

/** Writes FUNCTION of a record. */
export const changeFunction: Command = {
  id: 'trustList.changeFunction',
  run: async (desk, target) => {
    const open = await editableList(desk.documents, target);
    const { setFunction } = await loadEditing();
    const number = await recordFor(desk, open, target, 'Change Function');
    const record = open.list.records[number - 1];
    const present = record === undefined ? null : recordFields(record).functionCode;
    const code = await askFunction(desk, present, `Change the Function of Record ${number}`);
    await change(desk, open, setFunction(open.list, number, code));
  },
};
