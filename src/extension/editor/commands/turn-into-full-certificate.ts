import { askCertificate } from '../../host/certificate-file';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { recordFor } from './steps/records';

/** Puts the certificate into a record that holds only its hash: the one of another record, or of a file. */
export const turnIntoFullCertificate: Command = {
  id: 'trustList.turnIntoFullCertificate',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { toFull } = await loadEditing();
    const number = await recordFor(context, open, target, 'Turn into Full Certificate');
    let outcome = await toFull(open.list, number);
    if (!outcome.ok && outcome.error.code === 'no-certificate') {
      const certificate = await askCertificate(context, open, `The Certificate of Record ${number}`);
      outcome = await toFull(open.list, number, certificate);
    }
    await change(context, open, outcome);
  },
};
