import { headerFields } from '../../../core/format/fields';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { now } from './steps/signer';

/** Writes TIMESTAMP. */
export const setTimestamp: Command = {
  id: 'trustList.setTimestamp',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const editing = await loadEditing();
    const present = headerFields(open.list).timestamp;
    const text = await context.questions.text({
      title: 'Set TIMESTAMP',
      prompt: 'now, a time such as 2026-01-31T12:00:00Z, or Unix seconds',
      value: present === null ? 'now' : new Date(present * 1000).toISOString().replace('.000Z', 'Z'),
      check: (typed) =>
        editing.readTime(typed, now()) === null ? 'This is no time such as 2026-01-31T12:00:00Z.' : null,
    });
    await change(context, open, editing.setTimestamp(open.list, editing.readTime(text, now()) ?? Number.NaN));
  },
};
