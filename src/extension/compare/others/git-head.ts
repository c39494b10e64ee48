import type * as vscode from 'vscode';
import { Refusal } from '../../host/command';
import { fileNameOf } from '../../host/documents';
import { fileInGit } from '../git';
import { sourceOf } from '../source-of';
import type { Other } from './other';

/** The file as it was last committed. */
export const gitHead: Other = async (list, context) => {
  const name = fileNameOf(list);
  const file = await fileInGit(list);
  if (file === null) throw new Refusal(`${name} is in no Git repository that VS Code has open.`);
  let committed: vscode.Uri;
  try {
    committed = await file.revision('HEAD');
  } catch {
    throw new Refusal(`${name} is not in the last commit.`);
  }
  return sourceOf(committed, context);
};
