import { change } from './steps/change';
import type { Command } from './steps/command';
import { loadEditing } from './steps/editing';
import { editableList } from './steps/open-list';
import { recordFor } from './steps/records';

/** Leaves the hash of a certificate in a record, and the certificate out. */
export const turnIntoHash: Command = {
  id: 'trustList.turnIntoHash',
  run: async (desk, target) => {
    const open = await editableList(desk.documents, target);
    const { toHash } = await loadEditing();
    const number = await recordFor(desk, open, target, 'Turn into Hash');
    await change(desk, open, await toHash(open.list, number));
  },
};
