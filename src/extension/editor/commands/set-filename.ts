import { headerFields } from '../../../core/format/fields';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';

/** Writes FILENAME. */
export const setFilename: Command = {
  id: 'trustList.setFilename',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const editing = await loadEditing();
    const filename = await context.questions.text({
      title: 'Set FILENAME',
      prompt: 'A cluster writes ITLFile.tlv or CTLFile.tlv, even into the list of one phone',
      value: headerFields(open.list).filename ?? '',
    });
    await change(context, open, editing.setFilename(open.list, filename));
  },
};
