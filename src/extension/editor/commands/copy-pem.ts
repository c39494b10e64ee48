import * as vscode from 'vscode';
import { Refusal, type Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { openList } from '../../host/open-list';
import { recordsFor } from './steps/records';

/** Copies the certificates of records as PEM. */
export const copyPem: Command = {
  id: 'trustList.copyPem',
  run: async (context, target) => {
    const open = openList(context.documents, target);
    const { exportPem } = await loadEditing();
    const { bundle, without } = await exportPem(open.list, await recordsFor(context, open, target, 'Copy as PEM'));
    const reasons = without.map(({ message }) => message).join(' ');
    if (bundle === '') throw new Refusal(`There is no certificate to copy. ${reasons}`);
    await vscode.env.clipboard.writeText(bundle);
    if (reasons !== '') context.questions.tell(reasons);
  },
};
