import type * as vscode from 'vscode';
import type { Certificate } from '../../core/certificates/certificate';
import { loadEditing, loadEngine } from './engine';
import type { CommandContext } from './context';
import { contentOf, passwordOf } from './key-file';
import type { OpenList } from './open-list';
import type { Choice, FileQuestion } from './questions';
import { readSmallFile } from './small-file';
import { t } from '../../core/words/translate';

type Where = Pick<OpenList, 'folder'>;

/** The certificates of a file that a person chooses; if it contains several, those that the person chooses. */
export async function askCertificates(
  context: CommandContext,
  { folder }: Where,
  title: string,
): Promise<readonly Certificate[]> {
  const certificates = await readFrom(context, { title, kind: 'certificate', folder });
  if (certificates.length === 1) return certificates;
  const choices = certificates.map((certificate) => ({ ...certificateChoice(certificate), picked: true }));
  return context.questions.choices({ title, prompt: t('Choose certificates from the file'), choices });
}

/** One certificate of a file that a person chooses. */
export async function askCertificate(context: CommandContext, { folder }: Where, title: string): Promise<Certificate> {
  const certificates = await readFrom(context, { title, kind: 'certificate', folder });
  const [first, ...others] = certificates;
  if (first !== undefined && others.length === 0) return first;
  const choices = certificates.map(certificateChoice);
  return context.questions.choice({ title, prompt: t('Choose a certificate from the file'), choices });
}

/** Every certificate of a file that a person chooses. */
export async function readFrom(context: CommandContext, question: FileQuestion): Promise<readonly Certificate[]> {
  const uri = await context.questions.file(question);
  return openWithPassword(context, uri, question.title);
}

/** The certificates of a file, and the SHA-256 of its bytes in hex; null if they are behind a password. */
export async function readWithoutPassword(
  uri: vscode.Uri,
): Promise<{ readonly certificates: readonly Certificate[] | null; readonly digest: string }> {
  const { openCertificates } = await loadEditing();
  const { digest: digestOf, hex } = await loadEngine();
  const bytes = await readSmallFile(uri);
  const digest = hex(await digestOf('SHA-256', bytes));
  const opened = await openCertificates(bytes, { askPassword: () => Promise.resolve(null) });
  if (!opened.ok && opened.reason === 'needs-password') return { certificates: null, digest };
  return { certificates: contentOf(uri, opened), digest };
}

/** The certificates of a file, whose password a person is asked for if it has one. */
export async function openWithPassword(
  context: CommandContext,
  uri: vscode.Uri,
  title: string,
): Promise<readonly Certificate[]> {
  const { openCertificates } = await loadEditing();
  return contentOf(uri, await openCertificates(await readSmallFile(uri), passwordOf(context, uri, title)));
}

export function certificateChoice(certificate: Certificate): Choice<Certificate> {
  const { subject, issuer, serial, notAfter, keyAlgorithm } = certificate.details;
  const until = notAfter === null ? '' : `, ${t('until {date}', { date: notAfter.slice(0, 10) })}`;
  return {
    label: subject === null || subject === '' ? t('No subject') : subject,
    description: `${keyAlgorithm ?? t('unknown key')}${until}`,
    detail: t('Issued by {issuer} · serial number {serial}', {
      issuer: issuer ?? t('an unknown issuer'),
      serial: serial ?? t('unknown'),
    }),
    value: certificate,
  };
}
