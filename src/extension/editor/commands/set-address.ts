import { recordFields } from '../../../core/format/fields';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { askAddress } from './steps/new-records';
import { editableList } from '../../host/open-list';
import { recordFor } from './steps/records';

/** Writes IPADDRESS of a record, or removes it. */
export const setAddress: Command = {
  id: 'trustList.setAddress',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { setIpAddress } = await loadEditing();
    const number = await recordFor(context, open, target, 'Set Address');
    const record = open.list.records[number - 1];
    const present = record === undefined ? '' : (recordFields(record).ipAddress ?? '');
    const address = await askAddress(context, present, `Address of Record ${number}`);
    await change(context, open, setIpAddress(open.list, number, address === '' ? null : address));
  },
};
