import * as vscode from 'vscode';
import { chooseOutput } from '../choose-output';
import { outputsIn } from '../side';
import type { Other } from './other';

/** The output of `show itl` or `show ctl` that somebody copied from a terminal. */
export const clipboard: Other = async (_list, { questions }) => {
  const text = await vscode.env.clipboard.readText();
  const chosen = await chooseOutput(text, 'The clipboard', questions);
  const output = (await outputsIn(text))[chosen];
  return { kind: 'pasted', text: text.slice(output?.start, output?.end) };
};
