import { askCertificate } from '../../host/certificate-file';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { recordFor } from './steps/records';

/** Puts another certificate, such as a renewed one, into a record that keeps its place, form, function and address. */
export const replaceCertificate: Command = {
  id: 'trustList.replaceCertificate',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const editing = await loadEditing();
    const number = await recordFor(context, open, target, 'Replace Certificate');
    const certificate = await askCertificate(context, open, `Replace the Certificate of Record ${number}`);
    await change(context, open, await editing.replaceCertificate(open.list, number, certificate));
  },
};
