import type * as vscode from 'vscode';
import type { Certificate } from '../../core/certificates/certificate';
import { loadEditing, loadEngine } from './engine';
import type { CommandContext } from './context';
import { Refusal } from './errors';
import { withKeyFile } from './key-file';
import { fileNameOf } from './list-uris';
import type { OpenList } from './open-list';
import type { Choice, FileQuestion } from './questions';
import { readSmallFile } from './small-file';

type Where = Pick<OpenList, 'folder'>;

/** The certificates of a file that a person chooses; where it holds several, those that the person chooses. */
export async function askCertificates(
  context: CommandContext,
  { folder }: Where,
  title: string,
): Promise<readonly Certificate[]> {
  const certificates = await readFrom(context, { title, kind: 'certificate', folder });
  if (certificates.length === 1) return certificates;
  const choices = certificates.map((certificate) => ({ ...certificateChoice(certificate), picked: true }));
  return context.questions.choices({ title, prompt: 'Which certificates of the file?', choices });
}

/** One certificate of a file that a person chooses. */
export async function askCertificate(context: CommandContext, { folder }: Where, title: string): Promise<Certificate> {
  const certificates = await readFrom(context, { title, kind: 'certificate', folder });
  const [first, ...others] = certificates;
  if (first !== undefined && others.length === 0) return first;
  const choices = certificates.map(certificateChoice);
  return context.questions.choice({ title, prompt: 'Which certificate of the file?', choices });
}

/** Every certificate of a file that a person chooses. */
export async function readFrom(context: CommandContext, question: FileQuestion): Promise<readonly Certificate[]> {
  const uri = await context.questions.file(question);
  const { certificates } = await readWithoutPassword(uri);
  return certificates ?? openWithPassword(context, uri, question.title);
}

/**
 * The certificates of a file; null if they are behind a password, as PKCS#12 holds them beside keys. A PEM file may hold
 * a private key too: the bytes are overwritten, though not the text of them.
 */
export async function readWithoutPassword(
  uri: vscode.Uri,
): Promise<{ readonly certificates: readonly Certificate[] | null; readonly digest: string }> {
  const { readCertificates } = await loadEditing();
  const bytes = await readSmallFile(uri);
  try {
    const { digest: digestOf, hex } = await loadEngine();
    const digest = hex(await digestOf('SHA-256', bytes));
    const read = await readCertificates(bytes);
    if (read.ok) return { certificates: read.certificates, digest };
    if (!/\.(p12|pfx|pkcs12)$/i.test(uri.path)) throw new Refusal(`${fileNameOf(uri)}: ${read.error}`);
    return { certificates: null, digest };
  } finally {
    bytes.fill(0);
  }
}

/** Asks for the password of a file; a key that stands beside its certificates is wiped. */
export async function openWithPassword(
  context: CommandContext,
  uri: vscode.Uri,
  title: string,
): Promise<readonly Certificate[]> {
  const certificates = await withKeyFile(context, uri, title, (file) => Promise.resolve(file.certificates));
  if (certificates.length === 0) throw new Refusal(`${fileNameOf(uri)} holds no certificate.`);
  return certificates;
}

export function certificateChoice(certificate: Certificate): Choice<Certificate> {
  const { subject, issuer, serial, notAfter, keyAlgorithm } = certificate.details;
  const until = notAfter === null ? '' : `, until ${notAfter.slice(0, 10)}`;
  return {
    label: subject === null || subject === '' ? 'No subject' : subject,
    description: `${keyAlgorithm ?? 'unknown key'}${until}`,
    detail: `Issued by ${issuer ?? 'nobody'} · serial number ${serial ?? 'unknown'}`,
    value: certificate,
  };
}
