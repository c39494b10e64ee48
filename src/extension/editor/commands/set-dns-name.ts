import { recordFields } from '../../../core/format/fields';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { recordFor } from './steps/records';

/** Writes DNSNAME of a record. */
export const setDnsName: Command = {
  id: 'trustList.setDnsName',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const editing = await loadEditing();
    const number = await recordFor(context, open, target, 'Set DNS Name');
    const record = open.list.records[number - 1];
    const dnsName = await context.questions.text({
      title: `DNS Name of Record ${number}`,
      prompt: 'Host name, or an address as text; may be empty',
      value: record === undefined ? '' : (recordFields(record).dnsName ?? ''),
    });
    await change(context, open, editing.setDnsName(open.list, number, dnsName));
  },
};
