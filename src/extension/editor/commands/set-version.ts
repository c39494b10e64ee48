import { headerFields } from '../../../core/format/fields';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';

const version = /^\s*(\d{1,3})\.(\d{1,3})\s*$/;

/** Writes VERSION. */
export const setVersion: Command = {
  id: 'trustList.setVersion',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const editing = await loadEditing();
    const present = headerFields(open.list).version;
    const text = await context.questions.text({
      title: 'Set VERSION',
      prompt: 'Two numbers from 0 to 255; clusters write 1.2',
      value: present === null ? '1.2' : `${present.major}.${present.minor}`,
      check: (typed) => (version.test(typed) ? null : 'This is no version such as 1.2.'),
    });
    const [, major, minor] = version.exec(text) ?? [];
    await change(context, open, editing.setVersion(open.list, Number(major), Number(minor)));
  },
};
