import * as vscode from 'vscode';
import type { NamedCertificate } from '../../core/decrypt/minimal';
import { nameWithoutSignature } from '../../core/format/file-names';
import type { Command } from '../host/command';
import type { CommandContext } from '../host/context';
import type { TrustListDocument } from '../host/documents';
import { loadDecrypting, loadPhoning } from '../host/engine';
import { Refusal } from '../host/errors';
import { withKeyFile } from '../host/key-file';
import { fileNameOf } from '../host/list-uris';
import { folderOf } from '../host/folders';
import type { SignedDocuments } from '../host/signed-documents';
import { writeFile } from '../host/small-file';
import { fileOf } from '../host/target';
import type { DecryptedContents } from './decrypted-contents';
import { openText } from './decrypted-text';
import { t } from '../../core/words/translate';

/** What the commands below work with, beside a person. */
export interface Decrypting {
  readonly signed: SignedDocuments;
  readonly decrypted: DecryptedContents;
}

/** The commands that decrypt a configuration with a phone's private key, and do something with the result. */
export function decryptionCommands(decrypting: Decrypting): readonly Command[] {
  const { signed, decrypted } = decrypting;
  return [
    {
      id: 'trustList.decrypt',
      run: async (context, target) => {
        await decrypt(context, decrypting, openDocument(signed, target));
      },
    },
    {
      id: 'trustList.openDecryptedText',
      run: (context, target) => openDecryptedText(context, decrypting, openDocument(signed, target)),
    },
    {
      id: 'trustList.saveDecrypted',
      run: (context, target) => saveDecrypted(context, decrypting, openDocument(signed, target)),
    },
    {
      id: 'trustList.closeDecrypted',
      run: (_, target) => {
        decrypted.forget(openDocument(signed, target));
      },
    },
  ];
}

/** The signed file of a title bar, else the one in front. */
function openDocument(signed: SignedDocuments, target: unknown): TrustListDocument {
  const uri = fileOf(target);
  const document = uri === undefined ? undefined : signed.get(uri);
  if (document === undefined) throw new Refusal(t('Open an encrypted configuration first (.cnf.xml.enc.sgn).'));
  return document;
}

/** Asks for the phone's key, and holds what it decrypts. */
export async function decrypt(
  context: CommandContext,
  { signed, decrypted }: Decrypting,
  document: TrustListDocument,
): Promise<Uint8Array> {
  const { uri, state } = document;
  const name = fileNameOf(uri);
  const { decodeSigned, encryptionOf } = await loadPhoning();
  const decoded = decodeSigned(state.bytes);
  if (!decoded.ok || encryptionOf(decoded.file) === null) throw new Refusal(t('{name} is not encrypted.', { name }));
  const title = t('Decrypt {name}', { name });
  const folder = folderOf(uri);
  const key = await context.questions.file({
    title: t('{title}: The Phone’s Private Key', { title }),
    kind: 'private key',
    folder,
  });
  const needed = await neededCertificate(signed, uri);
  const { decryptConfiguration } = await loadDecrypting();
  const result = await withKeyFile(context, key, title, (ring) => decryptConfiguration(decoded.file, ring, needed));
  if (!result.ok) {
    throw new Refusal(`${result.problem === 'damaged' ? name : fileNameOf(key)}: ${result.why.sentence}`);
  }
  if (document.state !== state) {
    result.content.fill(0);
    throw new Refusal(t('{name} changed in the meantime, so nothing was done. Try again.', { name }));
  }
  decrypted.hold(document, result.content);
  return result.content;
}

/** What the minimal configuration beside an encrypted one says of the key; null if there is none. */
export async function neededCertificate(signed: SignedDocuments, uri: vscode.Uri): Promise<NamedCertificate | null> {
  if (uri.scheme === 'untitled') return null;
  const { namedCertificate } = await loadDecrypting();
  const base = nameWithoutSignature(fileNameOf(uri));
  for (const name of [`${base}.sgn`, base]) {
    if (name === fileNameOf(uri)) continue;
    const bytes = await signed.read(vscode.Uri.joinPath(uri, '..', name)).catch(() => null);
    const named = bytes === null ? null : namedCertificate(bytes, name);
    if (named !== null) return named;
  }
  return null;
}

/** Opens what is decrypted as a text, once a person knows who can read it then. */
export async function openDecryptedText(
  context: CommandContext,
  decrypting: Decrypting,
  document: TrustListDocument,
): Promise<void> {
  const name = fileNameOf(document.uri);
  const isHeld = decrypting.decrypted.get(document) !== null;
  if (!isHeld) await decrypt(context, decrypting, document);
  await context.questions.confirm({
    message: t('Open {name} decrypted as a text?', { name }),
    detail: t(
      'Every extension in this window can then read it, with its passwords, and can keep it or send it elsewhere. It is read-only and in memory, so VS Code itself writes it neither into backups (hot exit) nor into the local history. What you save of it, or copy into another editor, is in both, and in backups of this computer.',
    ),
    action: t('Open as Text'),
  });
  const content = decrypting.decrypted.get(document);
  if (content === null)
    throw new Refusal(t('{name} was closed or changed in the meantime, so nothing was done.', { name }));
  await openText(document, content);
}

/** Writes what is decrypted where a person says. */
export async function saveDecrypted(
  context: CommandContext,
  decrypting: Decrypting,
  document: TrustListDocument,
): Promise<void> {
  const { uri } = document;
  const name = fileNameOf(uri);
  if (decrypting.decrypted.get(document) === null) await decrypt(context, decrypting, document);
  const target = await context.questions.fileToWrite({
    title: t('Save {name} Decrypted, with Its Passwords', { name }),
    kind: 'any',
    folder: folderOf(uri),
    name: nameWithoutSignature(name),
  });
  if (target.toString() === uri.toString()) {
    throw new Refusal(t('{name} itself is not replaced: choose another name for the decrypted file.', { name }));
  }
  const content = decrypting.decrypted.get(document);
  if (content === null)
    throw new Refusal(t('{name} was closed or changed in the meantime, so nothing was written.', { name }));
  await writeFile(target, content);
  context.questions.tell(
    t('{file} contains passwords in plain text: delete it when you no longer need it.', { file: fileNameOf(target) }),
  );
}
