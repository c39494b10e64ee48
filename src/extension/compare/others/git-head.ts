import type * as vscode from 'vscode';
import { Refusal } from '../../commands/steps/command';
import { fileNameOf } from '../../documents';
import { fileInGit } from '../git';
import { sourceOf } from '../source-of';
import type { Other } from './other';

/** The file as it was last committed. */
export const gitHead: Other = async (list, context) => {
  const name = fileNameOf(list);
  const file = await fileInGit(list);
  if (file === null) throw new Refusal(`${name} is not in a Git repository that VS Code has open.`);
  let committed: vscode.Uri;
  try {
    committed = await file.revision('HEAD');
  } catch {
    throw new Refusal(`${name} is not in the last commit.`);
  }
  return sourceOf(committed, context);
};
