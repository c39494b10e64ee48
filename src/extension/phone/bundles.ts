import * as vscode from 'vscode';
import type { Bundle } from '../../core/phone/bundle';
import { Refusal, type Command, type Desk } from '../commands/steps/command';
import { loadEditing } from '../commands/steps/editing';
import { withKeyFile } from '../commands/steps/key-file';
import { readSmallFile, writeFile } from '../commands/steps/small-file';
import { fileNameOf } from '../documents';
import { nameOf } from '../known-lists';
import { loadPhoning } from '../phoning';

/** A bundle of certificates, and the file that holds it. */
export interface BundleFile extends Bundle {
  readonly uri: vscode.Uri;
}

/** Files that a search of the workspace finds. */
const mostFiles = 500;

/** The files of the workspace that may hold certificates. */
export async function bundleFiles(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.{pkcs12,p12,pfx,pem,crt,cer}', undefined, mostFiles);
  return found.sort((a, b) => a.path.localeCompare(b.path, 'en'));
}

/** The certificates of a file; a key that stands beside them is wiped. */
export async function readBundle(desk: Desk, uri: vscode.Uri, title: string): Promise<BundleFile> {
  const { readCertificates } = await loadEditing();
  const bytes = await readSmallFile(uri);
  const file = fileNameOf(uri);
  try {
    const plain = await readCertificates(bytes);
    if (plain.ok) return { uri, file, certificates: plain.certificates };
    if (!/\.(p12|pfx|pkcs12)$/i.test(uri.path)) throw new Refusal(`${file}: ${plain.error}`);
  } finally {
    bytes.fill(0);
  }
  const certificates = await withKeyFile(desk, uri, title, (opened) => Promise.resolve(opened.certificates));
  return { uri, file, certificates };
}

/** Puts bundles into one, each certificate once, without the overwriting that equal host names cause. */
export const consolidateBundles: Command = {
  id: 'trustList.consolidateBundles',
  run: async (desk) => {
    const title = 'Consolidate Certificate Bundles';
    const files = await bundleFiles();
    if (files.length === 0) throw new Refusal('Open a folder that holds the bundles of both clusters first.');
    const chosen = await desk.questions.choices({
      title,
      prompt: 'Which bundles?',
      choices: files.map((uri) => ({ label: nameOf(uri), value: uri })),
    });
    const bundles: BundleFile[] = [];
    for (const uri of chosen) bundles.push(await readBundle(desk, uri, title));
    const { consolidate, overwriting } = await loadPhoning();
    const { encodePem } = await loadEditing();
    const certificates = consolidate(bundles);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await desk.questions.fileToWrite({ title, kind: 'PEM', folder, name: 'consolidated.pem' });
    await writeFile(target, certificates.map(({ certificate }) => encodePem('CERTIFICATE', certificate.der)).join(''));
    desk.questions.tell(
      [
        `${fileNameOf(target)} holds ${certificates.length} certificates of ${bundles.length} bundles.`,
        ...overwriting(bundles).map(({ sentence }) => sentence),
      ].join(' '),
    );
  },
};
