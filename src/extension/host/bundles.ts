import type * as vscode from 'vscode';
import type { Certificate } from '../../core/certificates/certificate';
import type { Bundle } from '../../core/phone/bundles/bundle';
import type { CommandContext } from './context';
import { Refusal } from './errors';
import { openWithPassword, readWithoutPassword } from './certificate-file';
import { filesToOffer } from './files';
import { fileNameOf } from './list-uris';
import { readSmallFile } from './small-file';
import { t } from '../../core/words/translate';

/** A file that contains a bundle of certificates. */
export interface BundleFile {
  readonly uri: vscode.Uri;
  /** What a password opened; null if none was needed, or it was not opened yet. */
  readonly opened: Opened | null;
}

interface Opened {
  readonly certificates: readonly Certificate[];
  /** SHA-256 of the file by then, in hex: its password is not kept, so of other bytes nothing is known. */
  readonly digest: string;
}

const bundleEndings = ['pkcs12', 'p12', 'pfx', 'pem', 'crt', 'cer'] as const;

/** The files of the workspace that may contain certificates: not those that are a private key and nothing else. */
export async function bundleFiles(): Promise<readonly vscode.Uri[]> {
  const found = await filesToOffer(...bundleEndings);
  const mayContain = await Promise.all(found.map(mayContainCertificates));
  return found.filter((_, at) => mayContain[at]);
}

/** False for PEM without a certificate, and for what cannot be read. */
async function mayContainCertificates(uri: vscode.Uri): Promise<boolean> {
  const bytes = await readSmallFile(uri).catch(() => null);
  if (bytes === null) return false;
  const text = new TextDecoder('latin1').decode(bytes);
  bytes.fill(0);
  return !text.includes('-----BEGIN ') || /-----BEGIN (?:[A-Z0-9]+ )?(?:CERTIFICATE|PKCS7|CMS)-----/.test(text);
}

/** Opens a file of certificates, with a password if it has one; a key beside them is wiped. */
export async function openBundle(context: CommandContext, uri: vscode.Uri, title: string): Promise<BundleFile> {
  const { certificates, digest } = await readWithoutPassword(uri);
  if (certificates !== null) return { uri, opened: null };
  return { uri, opened: { certificates: await openWithPassword(context, uri, title), digest } };
}

/**
 * What the file contains now. Rejects if it needs its password again: it was changed, or not opened since a restart.
 */
export async function readBundle({ uri, opened }: BundleFile): Promise<Bundle> {
  const file = fileNameOf(uri);
  const { certificates, digest } = await readWithoutPassword(uri);
  if (certificates !== null) return { file, certificates };
  if (opened === null) throw new Refusal(t('{file} needs its password: choose the files again.', { file }));
  if (opened.digest !== digest) {
    throw new Refusal(t('{file} has changed since you entered its password: choose the files again.', { file }));
  }
  return { file, certificates: opened.certificates };
}
