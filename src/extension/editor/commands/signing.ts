import { sameBytes } from '../../../core/format/bytes';
import { headerFields } from '../../../core/format/fields';
import type { DigestName } from '../../../core/format/tags';
import type { Command } from '../../host/command';
import type { CommandContext } from '../../host/context';
import { apply, change, made, refuseIfChanged } from '../../host/edits';
import { loadEditing, loadEngine } from '../../host/engine';
import { Refusal } from '../../host/errors';
import { withKeyFile } from '../../host/key-file';
import { fileNameOf } from '../../host/list-uris';
import { editableList, type OpenList } from '../../host/open-list';
import { askDigest, askKey } from '../../host/signing';
import { exists, readSmallFile, writeFile } from '../../host/small-file';
import { editCommand } from './edit-command';
import { askedTimestamp, askSignerElsewhere, askSignerOfKey, withSignerRecord } from './signer';
import { messages, t } from '../../../core/words/translate';

/** Signs the list with a private key of a file, and rewrites what in the header depends on key and signature. */
export const resign: Command = {
  id: 'trustList.resign',
  run: async (context, target) => {
    const open = await editableList(context, target);
    const title = t('Re-sign {name}', { name: open.name });
    await confirmDamaged(context, open);
    const { sign } = await loadEditing();
    const uri = await context.questions.file({
      title: t('{title}: Private Key', { title }),
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

/** A signature covers what is there: it repairs nothing, and phones get a damaged list with a good signature. */
async function confirmDamaged({ questions }: CommandContext, { name, state }: OpenList): Promise<void> {
  const damage = (await state.report())?.damage ?? null;
  if (damage === null) return;
  await questions.confirm({
    message: t('Re-sign {name}, although it is damaged?', { name }),
    detail: [
      t('At offset {offset}: {message}', { offset: damage.where.offset, message: damage.message }),
      t(
        'A signature does not repair that: the list stays damaged, and is shown as damaged. Fetch it again from the TFTP server first, if you can.',
      ),
    ].join('\n\n'),
    action: t('Re-sign Anyway'),
  });
}

const writeTitle = messages('Write Bytes to Be Signed');
/** What comes behind it is the digest's name: `.sha1`, in the form that `sha1sum --check` reads. */
const ending = '.tbs';

/**
 * The first half of signing with a key that never leaves its token: puts everything but the signature into the list,
 * and writes the bytes that the signature has to cover, and their digest, to files.
 */
export const writeBytesToSign: Command = {
  id: 'trustList.writeBytesToSign',
  run: async (context, target) => {
    const open = await editableList(context, target);
    await confirmDamaged(context, open);
    const { bytesToSign, prepare } = await loadEditing();
    const certificate = await askSignerElsewhere(context, open, t(writeTitle));
    const digest = await askDigest(context, open.list, t(writeTitle));
    const timestamp = await askedTimestamp(context, open);
    const outcome = await withSignerRecord(context, (addSigner) =>
      prepare(open.list, { certificate, digest, timestamp, addSigner }),
    );
    const prepared = made(outcome);
    const covered = bytesToSign(prepared.list);
    if (covered === null) throw new Refusal(t('{name} has no SIGNATURE to fill.', { name: open.name }));
    await context.questions.confirm({
      message: t('Prepare {name} for an external signature?', { name: open.name }),
      detail: [
        t(
          'This writes the signer, the digest, a timestamp and a placeholder of zeros into the header; Attach Signature replaces the zeros. Do not edit the list until the signature is attached: after an edit it would not verify.',
        ),
        ...prepared.warnings,
      ].join('\n\n'),
      action: t('Prepare'),
    });
    const files = await askFiles(context, open, digest);
    refuseIfChanged(open);
    await writeCovered(covered, files, digest);
    if (!sameBytes(prepared.bytes, open.state.bytes)) apply(open, prepared);
    const [name, digestName] = [fileNameOf(files.bytes), fileNameOf(files.digest)];
    context.questions.tell(
      t(
        'Wrote the {length} bytes to be signed to {name}, and their {digest} digest to {digestName}. Sign the bytes with RSASSA-PKCS1-v1_5, then attach the signature.',
        { length: covered.length, name, digest, digestName },
      ),
    );
  },
};

interface Files {
  readonly bytes: OpenList['document']['uri'];
  readonly digest: OpenList['document']['uri'];
}

async function askFiles({ questions }: CommandContext, open: OpenList, digest: DigestName): Promise<Files> {
  const name = `${open.name.replace(/\.tlv$/i, '')}${ending}`;
  const uri = await questions.fileToWrite({ title: t(writeTitle), kind: 'any', folder: open.folder, name });
  const suffix = digest.replace('-', '').toLowerCase();
  const digestUri = uri.with({ path: `${uri.path}.${suffix}` });
  // The dialog asked for the file that was chosen only.
  if (await exists(digestUri)) {
    await questions.confirm({
      message: t('Replace {file}?', { file: fileNameOf(digestUri) }),
      detail: t(
        'The digest of the bytes to be signed is saved next to {file}, where a file with this name already exists. Its content is lost.',
        { file: fileNameOf(uri) },
      ),
      action: t('Replace'),
    });
  }
  return { bytes: uri, digest: digestUri };
}

async function writeCovered(covered: Uint8Array, files: Files, name: DigestName): Promise<void> {
  const { digest, hex } = await loadEngine();
  await writeFile(files.bytes, covered);
  await writeFile(files.digest, `${hex(await digest(name, covered))}  ${fileNameOf(files.bytes)}\n`);
}

/** The second half of signing with a key that never leaves its token: puts the signature in, if it is the signer's. */
export const attachSignature = editCommand('trustList.attachSignature', async ({ context, open, list, editing }) => {
  const named = await editing.namedSigner(list);
  const { certificate } = named;
  if (certificate === null) {
    const signer = t('The signer that the header of {name} names', { name: open.name });
    throw new Refusal(
      named.record === null
        ? t('{signer} is in no System Administrator Security Token record. Write the bytes to be signed first.', {
            signer,
          })
        : t(
            '{signer} is record {record}, whose certificate is missing or cannot be read, so a signature cannot be checked. Replace the certificate of that record first.',
            { signer, record: named.record },
          ),
    );
  }
  const uri = await context.questions.file({ title: t('Attach Signature'), kind: 'signature', folder: open.folder });
  const length = headerFields(list).signature?.length ?? 0;
  const read = editing.readSignatureFile(await readSmallFile(uri), length);
  if (!read.ok) throw new Refusal(`${fileNameOf(uri)}: ${read.error.message}`);
  return editing.attach(list, read.signature, certificate);
});
