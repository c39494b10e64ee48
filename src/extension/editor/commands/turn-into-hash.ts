import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { recordFor } from './steps/records';

/** Leaves the hash of a certificate in a record, and the certificate out. */
export const turnIntoHash: Command = {
  id: 'trustList.turnIntoHash',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { toHash } = await loadEditing();
    const number = await recordFor(context, open, target, 'Turn into Hash');
    await change(context, open, await toHash(open.list, number));
  },
};
