import type { NewRecord } from '../../../core/edit/records';
import { functionName } from '../../../core/format/tags';
import { made } from '../../host/edits';
import type { Command } from '../../host/command';
import type { CommandContext } from '../../host/context';
import { askDigest, askKey, now } from '../../host/signing';
import { loadEditing } from '../../host/engine';
import { withKeyFile } from '../../host/key-file';
import { fileNameOf } from '../../host/list-uris';
import { askNewRecords } from './new-records';
import { folderOf } from '../../host/folders';
import type { OpenList } from '../../host/open-list';
import { askSignerOfKey } from './signer';
import { t } from '../../../core/words/translate';

/** Makes a list in CUCM's form from certificates and a signing key, and opens it as a file that is not saved yet. */
export const newTrustList: Command = {
  id: 'trustList.newTrustList',
  run: async (context) => {
    const { documents, questions } = context;
    const { create, sign } = await loadEditing();
    const kind = await questions.choice({
      title: t('New Trust List'),
      prompt: t('Which kind?'),
      choices: [
        { label: 'ITL', description: t('Initial Trust List'), value: 'ITL' as const },
        { label: 'CTL', description: t('Certificate Trust List'), value: 'CTL' as const },
      ],
    });
    const title = t('New {kind}', { kind });
    const folder = folderOf(documents.active?.uri);
    const timestamp = now();
    const empty = made(await create({ kind, timestamp, records: [] }));
    const records = await askRecords(context, { list: empty.list, folder }, title);
    const { list, label } = made(await create({ kind, timestamp, records }));

    const uri = await questions.file({
      title: t('{title}: The Signer’s Private Key', { title }),
      kind: 'private key',
      folder,
    });
    const signed = await withKeyFile(context, uri, title, async (file) => {
      const key = await askKey(context, file, fileNameOf(uri), title);
      const certificate = await askSignerOfKey(context, { list, folder }, key, file, title);
      const digest = await askDigest(context, list, title);
      return made(await sign(list, key, { certificate, digest, addSigner: true }));
    });
    if (signed.warnings.length > 0) {
      const detail = signed.warnings.join('\n\n');
      await questions.confirm({ message: t('Create this {kind}?', { kind }), detail, action: t('Continue') });
    }
    await documents.openNew(`${kind}File.tlv`, { label, bytes: signed.bytes, list: signed.list });
  },
};

/** Records beside the signer's, until a person says that these are all. */
async function askRecords(
  context: CommandContext,
  open: Pick<OpenList, 'list' | 'folder'>,
  title: string,
): Promise<readonly NewRecord[]> {
  const records: NewRecord[] = [];
  for (;;) {
    const added = records.map(({ functionCode }) => functionName(functionCode)).join(', ');
    const more = await context.questions.choice({
      title,
      prompt:
        added === ''
          ? t('The signer becomes record 1. Add the other records')
          : t('Records so far: {added}', { added }),
      choices: [
        { icon: 'add', label: t('Add Records from a Certificate File…'), value: true },
        { icon: 'key', label: t('Continue to Signing Key…'), value: false },
      ],
    });
    if (!more) return records;
    records.push(...(await askNewRecords(context, open, title)));
  }
}
