import * as vscode from 'vscode';
import { fileNameOf } from './list-uris';
import { folderOf } from './folders';
import type { Questions } from './questions';
import { writeFile } from './small-file';
import { t } from '../../core/words/translate';

/**
 * Saves what an editor shows as a file that a person chooses, and opens that. The dialog begins in the workspace: that of
 * VS Code's own _Save As_ begins at the path of the file, which for a sample is the root of a disk.
 */
export async function saveCopy(
  questions: Pick<Questions, 'fileToWrite'>,
  uri: vscode.Uri,
  bytes: Uint8Array,
): Promise<void> {
  const name = fileNameOf(uri);
  const copy = await questions.fileToWrite({
    title: t('Save a Copy of {name}', { name }),
    kind: 'any',
    folder: folderOf(uri),
    name,
  });
  await writeFile(copy, bytes);
  await vscode.commands.executeCommand('vscode.open', copy, {
    preview: false,
  } satisfies vscode.TextDocumentShowOptions);
}
