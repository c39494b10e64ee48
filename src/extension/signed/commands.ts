import type * as vscode from 'vscode';
import type { Certificate } from '../../core/certificates/certificate';
import type { PrivateKey } from '../../core/certificates/keys/private-key';
import type { Signable } from '../../core/edit/signed-file';
import { readFrom } from '../host/certificate-file';
import { chooseFile } from '../host/chosen-file';
import type { Command } from '../host/command';
import type { CommandContext } from '../host/context';
import type { TrustListDocument } from '../host/documents';
import { apply, change, made } from '../host/edits';
import { loadEditing, loadPhoning } from '../host/engine';
import { Refusal } from '../host/errors';
import { withKeyFile, type OpenKeyFile } from '../host/key-file';
import { fileNameOf } from '../host/list-uris';
import { folderOf } from '../host/folders';
import { refuseReadOnly } from '../host/open-list';
import type { Questions } from '../host/questions';
import { openSigned, type SignedDocuments } from '../host/signed-documents';
import { askDigest, askKey, now } from '../host/signing';
import { fileOf } from '../host/target';
import { t } from '../../core/words/translate';

/** The commands that open a signed file, sign one as a TFTP server does, and take its signature away. */
export function signedFileCommands(signed: SignedDocuments): readonly Command[] {
  return [
    {
      id: 'trustList.openSignedFile',
      run: async (context, target) => {
        const wanted = {
          title: t('Open as Signed File'),
          prompt: t('Which file?'),
          types: ['sgn', 'sha512', 'loads'],
          samples: ['signed'],
        } as const;
        await openSigned(fileOf(target) ?? (await chooseFile(context, wanted)));
      },
    },
    {
      id: 'trustList.stripSignature',
      run: async ({ questions }, target) => {
        const { document, state, name } = await openFile(questions, signed, target);
        const { decodeSigned } = await loadPhoning();
        const decoded = decodeSigned(state.bytes);
        if (!decoded.ok) throw new Refusal(t('{name} is not signed.', { name }));
        const { nameWithoutSignature, stripSignature } = await loadEditing();
        apply({ document, state, name }, made(stripSignature(decoded.file)));
        questions.tell(
          t('Only the content is left. Save it as {plain}: a phone expects a signed file under the name {name}.', {
            plain: nameWithoutSignature(name),
            name,
          }),
        );
      },
    },
    {
      id: 'trustList.signFile',
      run: async (context, target) => {
        const open = await openFile(context.questions, signed, target);
        const { decodeSigned } = await loadPhoning();
        const decoded = decodeSigned(open.state.bytes);
        const file: Signable = decoded.ok ? decoded.file : { header: [], content: open.state.bytes };
        const { signedName, signFile } = await loadEditing();
        const title = t('Sign {name}', { name: open.name });
        const folder = folderOf(open.document.uri);
        const uri = await context.questions.file({
          title: t('{title}: The TFTP Server’s Private Key', { title }),
          kind: 'private key',
          folder,
        });
        await withKeyFile(context, uri, title, async (keyFile) => {
          const key = await askKey(context, keyFile, fileNameOf(uri), title);
          const certificate = await askCertificateOf(context, key, keyFile, title, folder);
          const digest = await askDigest(context, file, title);
          const request = { certificate, digest, timestamp: now(), filename: signedName(open.name) };
          await change(context, open, await signFile(file, key, request));
        });
      },
    },
  ];
}

interface OpenFile {
  readonly document: TrustListDocument;
  readonly state: TrustListDocument['state'];
  readonly name: string;
}

/** The signed file of a title bar, else the one in front, as it is when a command begins. */
async function openFile(questions: Questions, signed: SignedDocuments, target: unknown): Promise<OpenFile> {
  const uri = fileOf(target);
  const document = uri === undefined ? undefined : signed.get(uri);
  if (document === undefined) throw new Refusal(t('Open a signed file first.'));
  const { state } = document;
  await refuseReadOnly(questions, document);
  return { document, state, name: fileNameOf(document.uri) };
}

/** The certificate of the key: of its file, else of one that a person chooses. */
async function askCertificateOf(
  context: CommandContext,
  key: PrivateKey,
  { certificates }: OpenKeyFile,
  title: string,
  folder: vscode.Uri | undefined,
): Promise<Certificate> {
  const { belongsTo } = await loadEditing();
  const own = key.certificate ?? certificates.find((certificate) => belongsTo(key, certificate));
  if (own !== undefined) return own;
  const read = await readFrom(context, {
    title: t('{title}: The TFTP Server’s Certificate', { title }),
    kind: 'certificate',
    folder,
  });
  const matching = read.find((certificate) => belongsTo(key, certificate));
  if (matching === undefined) {
    throw new Refusal(t('No certificate in this file matches the private key “{name}”.', { name: key.name }));
  }
  return matching;
}
