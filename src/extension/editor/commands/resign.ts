import { fileNameOf } from '../../host/documents';
import { change } from '../../host/edits';
import type { Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { withKeyFile } from '../../host/key-file';
import { editableList } from '../../host/open-list';
import { askDigest, askedTimestamp, askKey, askSignerOfKey, withSignerRecord } from './steps/signer';

/** Signs the list with a private key of a file, and rewrites whatever in the header depends on key and signature. */
export const resign: Command = {
  id: 'trustList.resign',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const title = `Re-sign ${open.name}`;
    const { sign } = await loadEditing();
    const uri = await context.questions.file({
      title: `${title}: Private Key`,
      kind: 'private key',
      folder: open.folder,
    });
    await withKeyFile(context, uri, title, async (file) => {
      const key = await askKey(context, file, fileNameOf(uri), title);
      const certificate = await askSignerOfKey(context, open, key, file, title);
      const digest = await askDigest(context, open.list, title);
      const timestamp = await askedTimestamp(context, open);
      const outcome = await withSignerRecord(context, (addSigner) =>
        sign(open.list, key, { certificate, digest, timestamp, addSigner }),
      );
      await change(context, open, outcome);
    });
  },
};
