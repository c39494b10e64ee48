import type * as vscode from 'vscode';
import { isListName } from '../../core/format/file-names';
import { openBundle, type BundleFile } from '../host/bundles';
import type { CommandContext } from '../host/context';
import { knownListAt, type KnownList } from '../host/known-lists';
import type { Choice } from '../host/questions';
import { t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

/** Files of clusters, in the order in which they were chosen. */
interface ChosenFiles {
  readonly lists: readonly KnownList[];
  readonly bundles: readonly BundleFile[];
}

/** A choice beside those that are offered by name: any file. */
export const anyFiles = (): Choice<'files'> => ({ label: t('Choose Files…'), value: 'files' });

/** Takes lists as lists, and every other file as a bundle of certificates: only its own reader wipes a key in it. */
export async function takeFiles(
  context: CommandContext,
  chosen: readonly (vscode.Uri | 'files')[],
  { title, prompt }: { readonly title: string; readonly prompt: string },
): Promise<ChosenFiles> {
  const { documents, questions } = context;
  const folder = firstFolder();
  const named = chosen.filter((file) => file !== 'files');
  const others = chosen.includes('files') ? await questions.files({ title: prompt, kind: 'any', folder }) : [];
  const lists: KnownList[] = [];
  const bundles: BundleFile[] = [];
  // One after the other: each may ask for a password.
  for (const uri of new Map([...named, ...others].map((uri) => [uri.toString(), uri])).values()) {
    if (isListName(uri.path) || documents.get(uri) !== undefined) lists.push(await knownListAt(documents, uri));
    else bundles.push(await openBundle(context, uri, title));
  }
  return { lists, bundles };
}
