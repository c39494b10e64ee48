import { fileNameOf } from '../documents';
import { change } from './steps/change';
import type { Command } from './steps/command';
import { loadEditing } from './steps/editing';
import { withKeyFile } from './steps/key-file';
import { editableList } from './steps/open-list';
import { askDigest, askedTimestamp, askKey, askSignerOfKey, withSignerRecord } from './steps/signer';

/** Signs the list with a private key of a file, and rewrites whatever in the header depends on key and signature. */
export const resign: Command = {
  id: 'trustList.resign',
  run: async (desk, target) => {
    const open = await editableList(desk.documents, target);
    const title = `Re-sign ${open.name}`;
    const { sign } = await loadEditing();
    const uri = await desk.questions.file({ title: `${title}: Private Key`, kind: 'private key', folder: open.folder });
    await withKeyFile(desk, uri, title, async (file) => {
      const key = await askKey(desk, file, fileNameOf(uri), title);
      const certificate = await askSignerOfKey(desk, open, key, file, title);
      const digest = await askDigest(desk, open.list, title);
      const timestamp = await askedTimestamp(desk, open);
      const outcome = await withSignerRecord(desk, (addSigner) =>
        sign(open.list, key, { certificate, digest, timestamp, addSigner }),
      );
      await change(desk, open, outcome);
    });
  },
};
