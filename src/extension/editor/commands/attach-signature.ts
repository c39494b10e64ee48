import { headerFields } from '../../../core/format/fields';
import { fileNameOf } from '../../host/documents';
import { change } from '../../host/edits';
import { Refusal, type Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { readSmallFile } from '../../host/small-file';

/** The second half of signing with a key that never leaves its token: puts the signature in, if it is the signer's. */
export const attachSignature: Command = {
  id: 'trustList.attachSignature',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { attach, namedSigner, readSignatureFile } = await loadEditing();
    const certificate = await namedSigner(open.list);
    if (certificate === null) {
      throw new Refusal(
        `The signer that the header of ${open.name} names is in no System Administrator Security Token record. Write the bytes to be signed first.`,
      );
    }
    const uri = await context.questions.file({ title: 'Attach Signature', kind: 'signature', folder: open.folder });
    const length = headerFields(open.list).signature?.length ?? 0;
    const read = readSignatureFile(await readSmallFile(uri), length);
    if (!read.ok) throw new Refusal(`${fileNameOf(uri)}: ${read.error.message}`);
    await change(context, open, await attach(open.list, read.signature, certificate));
  },
};
