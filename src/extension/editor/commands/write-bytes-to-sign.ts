import { sameBytes } from '../../../core/format/bytes';
import { fileNameOf } from '../../host/documents';
import { loadEngine } from '../../host/list-state';
import { apply, made, refuseIfChanged } from '../../host/edits';
import { Refusal, type Command } from '../../host/command';
import { loadEditing } from './steps/editing';
import { editableList } from '../../host/open-list';
import { askDigest, askedTimestamp, askSignerElsewhere, withSignerRecord } from './steps/signer';
import { exists, writeFile } from '../../host/small-file';

const title = 'Write Bytes to Be Signed';
/** What comes behind it is the digest's name: `.sha1`, in the form that `sha1sum --check` reads. */
const ending = '.tbs';

/**
 * The first half of signing with a key that never leaves its token: puts everything but the signature into the list,
 * and writes the bytes that the signature has to cover, and their digest, to files.
 */
export const writeBytesToSign: Command = {
  id: 'trustList.writeBytesToSign',
  run: async (context, target) => {
    const open = await editableList(context.documents, target);
    const { bytesToSign, prepare } = await loadEditing();
    const { digest, hex } = await loadEngine();
    const certificate = await askSignerElsewhere(context, open, title);
    const name = await askDigest(context, open.list, title);
    const timestamp = await askedTimestamp(context, open);
    const outcome = await withSignerRecord(context, (addSigner) =>
      prepare(open.list, { certificate, digest: name, timestamp, addSigner }),
    );
    const prepared = made(outcome);
    const covered = bytesToSign(prepared.list);
    if (covered === null) throw new Refusal(`${open.name} has no SIGNATURE to fill.`);
    await context.questions.confirm({
      message: `Prepare ${open.name} for a signature that is made elsewhere?`,
      detail: [
        'The header gets the signer, the digest, a timestamp and a signature of zeros; Attach Signature puts the real one there. Any edit until then makes other bytes to be signed.',
        ...prepared.warnings,
      ].join('\n\n'),
      action: 'Prepare',
    });
    const uri = await context.questions.fileToWrite({
      title,
      kind: 'any',
      folder: open.folder,
      name: `${open.name.replace(/\.tlv$/i, '')}${ending}`,
    });
    const suffix = name.replace('-', '').toLowerCase();
    const digestUri = uri.with({ path: `${uri.path}.${suffix}` });
    // The dialog asked for the file that was chosen only.
    if (await exists(digestUri)) {
      await context.questions.confirm({
        message: `Replace ${fileNameOf(digestUri)}?`,
        detail: `The digest of the bytes to be signed belongs beside ${fileNameOf(uri)}, and a file of its name is there already.`,
        action: 'Replace',
      });
    }
    refuseIfChanged(open);
    await writeFile(uri, covered);
    await writeFile(digestUri, `${hex(await digest(name, covered))}  ${fileNameOf(uri)}\n`);
    if (!sameBytes(prepared.bytes, open.state.bytes)) apply(open, prepared);
    context.questions.tell(
      `Wrote the ${covered.length} bytes to be signed to ${fileNameOf(uri)}, and their ${name} digest to ${fileNameOf(digestUri)}. Sign the bytes with RSASSA-PKCS1-v1_5, then attach the signature.`,
    );
  },
};
