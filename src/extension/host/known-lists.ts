import * as vscode from 'vscode';
import type { NamedList } from '../../core/phone/held';
import type { TrustList } from '../../core/format/model';
import type { Report } from '../../core/trust/report';
import type { Documents } from './documents';
import { everyList, listsInFolderOf } from './files';
import { loadEngine, loadPhoning } from './engine';
import { Refusal } from './errors';
import { fileNameOf, isSample, listName, relativePath } from './list-uris';
import { t } from '../../core/words/translate';

/** A list that a phone may hold or be offered. */
export interface KnownList {
  readonly uri: vscode.Uri;
  /** Its path in the workspace. */
  readonly name: string;
  readonly kind: 'ITL' | 'CTL' | 'unknown';
  readonly list: TrustList;
  readonly length: number;
  /** Lower-case hex. */
  readonly md5: string;
  readonly sha1: string;
  /** Of the bytes that were read. */
  readonly report: () => Promise<Report | null>;
}

/** Files that a search of the workspace reads. */
const mostFiles = 500;

/** The lists of the workspace and those that are open, by name. A sample is not one that a cluster or a phone has. */
export async function knownLists(documents: Documents): Promise<KnownList[]> {
  const found = await vscode.workspace.findFiles(everyList, undefined, mostFiles);
  const open = documents.all.map(({ uri }) => uri).filter((uri) => !isSample(uri));
  const uris = new Map([...found, ...open].map((uri) => [uri.toString(), uri]));
  const lists = await Promise.all([...uris.values()].map((uri) => readKnown(documents, uri)));
  return lists.filter((list) => list !== null).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The lists in the folder of a file; those of the workspace if there are none. */
export async function listsNear(documents: Documents, uri: vscode.Uri): Promise<KnownList[]> {
  const lists = await listsInFolderOf(uri);
  const near = (await Promise.all(lists.map((list) => readKnown(documents, list)))).filter((list) => list !== null);
  return near.length > 0 ? near : knownLists(documents);
}

/** A file as a list; null if it is not one, or cannot be read. */
export async function readKnown(documents: Documents, uri: vscode.Uri): Promise<KnownList | null> {
  const state = await documents.read(uri).catch(() => null);
  if (state?.decoded.ok !== true) return null;
  const { list } = state.decoded;
  const [{ hex, md5, sha1 }, { kindOfList }] = await Promise.all([loadEngine(), loadPhoning()]);
  const name = nameOf(uri);
  return {
    uri,
    name,
    kind: kindOfList(list, name),
    list,
    length: state.bytes.length,
    md5: hex(md5(state.bytes)),
    sha1: hex(await sha1(state.bytes)),
    report: () => state.report(),
  };
}

/** As `readKnown`. @throws {Refusal} for a file that is not a list, or cannot be read. */
export async function knownListAt(documents: Documents, uri: vscode.Uri): Promise<KnownList> {
  const list = await readKnown(documents, uri);
  if (list === null) throw new Refusal(t('{file} is not a trust list.', { file: fileNameOf(uri) }));
  return list;
}

/** The list of a file, which sentences call by the name given. Rejects if it is not a list. */
export async function readNamed(documents: Documents, uri: vscode.Uri, name: string): Promise<NamedList> {
  const { decoded } = await documents.read(uri);
  if (!decoded.ok)
    throw new Error(t('{name} is not a trust list: {message}', { name, message: decoded.error.message }));
  return { file: name, list: decoded.list };
}

/** The path of a file in the workspace, or its whole path outside; of a revision, with its name. */
export function nameOf(uri: vscode.Uri): string {
  return listName(uri, relativePath);
}

/** What one page calls each of its files, in sentences and in links: its base name, or its path if two share that. */
export function namesAmong(files: readonly vscode.Uri[]): (file: vscode.Uri) => string {
  const distinct = [...new Map(files.map((file) => [file.toString(), listName(file)])).values()];
  return (file) => {
    const base = listName(file);
    return distinct.filter((name) => name === base).length > 1 ? nameOf(file) : base;
  };
}

/** The file that a page with these files calls so. */
export function fileNamed(name: string, files: readonly vscode.Uri[]): vscode.Uri | undefined {
  const nameOnPage = namesAmong(files);
  return files.find((file) => nameOnPage(file) === name);
}
