import * as vscode from 'vscode';
import type { TrustList } from '../../core/format/model';
import type { CommandContext } from './context';
import type { Documents, TrustListDocument } from './documents';
import type { ListState } from './list-state';
import { Refusal } from './errors';
import { folderOf, isWritableScheme } from './folders';
import { fileNameOf, isSample } from './list-uris';
import type { Questions } from './questions';
import { saveCopy } from './save-copy';
import { listOf } from './target';
import { t } from '../../core/words/translate';

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
  if (document === undefined) throw new Refusal(t('Open a trust list first.'));
  const { state, uri } = document;
  const name = fileNameOf(uri);
  if (!state.decoded.ok)
    throw new Refusal(t('{name} is not a trust list: {message}', { name, message: state.decoded.error.message }));
  const { list } = state.decoded;
  return { document, state, list, name, folder: folderOf(uri) };
}

/** As `openList`, for a command that changes the list. */
export async function editableList({ documents, questions }: CommandContext, target: unknown): Promise<OpenList> {
  const { document } = openList(documents, target);
  await refuseReadOnly(questions, document);
  return openList(documents, document.uri);
}

/**
 * Rejects if a file cannot be written to: no edit of it could be saved. Says so, and offers to save a copy, which can be
 * edited.
 */
export async function refuseReadOnly(
  questions: Questions,
  { uri, state }: Pick<TrustListDocument, 'uri' | 'state'>,
): Promise<void> {
  if (!(await isReadOnly(uri))) return;
  const file = fileNameOf(uri);
  const message = isSample(uri)
    ? t('{file} is a sample and read-only. Save a copy and edit the copy.', { file })
    : t('{file} is read-only. Save a copy and edit the copy.', { file });
  const saveAs = t('Save As…');
  if ((await questions.offer({ severity: 'warning', message, actions: [saveAs] })) === saveAs) {
    await saveCopy(questions, uri, state.bytes);
  }
  throw new vscode.CancellationError();
}

async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (!isWritableScheme(uri)) return true;
  // A list that is in no file yet, or in one that was deleted, can be saved.
  const permissions = await vscode.workspace.fs.stat(uri).then(
    (found) => found.permissions ?? 0,
    () => 0,
  );
  return (permissions & vscode.FilePermission.Readonly) !== 0;
}
