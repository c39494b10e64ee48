import * as vscode from 'vscode';
import type { TrustList } from '../../core/format/model';
import type { Documents, TrustListDocument } from './documents';
import type { ListState } from './list-state';
import { Refusal } from './errors';
import { fileNameOf } from './list-uris';
import { listOf } from './target';

/** The list that a command works on, as it was when the command began. */
export interface OpenList {
  readonly document: TrustListDocument;
  readonly state: ListState;
  readonly list: TrustList;
  /** `ITLFile.tlv`. */
  readonly name: string;
  /** Where its file dialogs begin. */
  readonly folder: vscode.Uri | undefined;
}

/** The list of a title bar or of a finding, else the one that is in front. */
export function openList(documents: Documents, target: unknown): OpenList {
  const named = listOf(target);
  const document = named === undefined ? documents.active : documents.get(named);
  if (document === undefined) throw new Refusal('Open a trust list first.');
  const { state, uri } = document;
  const name = fileNameOf(uri);
  if (!state.decoded.ok) throw new Refusal(`${name} is not a trust list: ${state.decoded.error.message}`);
  const { list } = state.decoded;
  return { document, state, list, name, folder: folderOf(uri) };
}

/** As `openList`, for a command that changes the list. */
export async function editableList(documents: Documents, target: unknown): Promise<OpenList> {
  const { uri } = openList(documents, target).document;
  await refuseReadOnly(uri);
  return openList(documents, uri);
}

/** Rejects if a file cannot be written to: no edit of it could be saved. */
export async function refuseReadOnly(uri: vscode.Uri): Promise<void> {
  const name = fileNameOf(uri);
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    throw new Refusal(`${name} is on a read-only file system. Save a copy elsewhere and edit the copy.`);
  }
  // A list that is in no file yet, or in one that was deleted, can be saved.
  const permissions = await vscode.workspace.fs.stat(uri).then(
    (found) => found.permissions ?? 0,
    () => 0,
  );
  if ((permissions & vscode.FilePermission.Readonly) !== 0) {
    throw new Refusal(`${name} is read-only. Save a copy elsewhere and edit the copy.`);
  }
}

/** The folder of a file; for one that is in none yet, the first folder of the workspace. */
export function folderOf(uri: vscode.Uri | undefined): vscode.Uri | undefined {
  if (uri !== undefined && uri.scheme !== 'untitled') return vscode.Uri.joinPath(uri, '..');
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}
