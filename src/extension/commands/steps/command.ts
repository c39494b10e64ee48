import * as vscode from 'vscode';
import type { Documents } from '../../documents';
import type { Questions } from './questions';

/** What a command works with. */
export interface Desk {
  readonly documents: Documents;
  readonly questions: Questions;
}

export interface Command {
  /** As in package.json: `trustList.resign`. */
  readonly id: string;
  /**
   * @param target what VS Code passes on: the context of the page where a menu was opened, the file of a title bar, or
   *   nothing.
   * @throws {Refusal} where it cannot be done; nothing has changed then.
   * @throws {vscode.CancellationError} where a question was left unanswered.
   */
  readonly run: (desk: Desk, target: unknown) => Promise<void>;
}

/** Why a command did nothing, as one sentence. */
export class Refusal extends Error {}

export function registerCommand(desk: Desk, { id, run }: Command): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (target: unknown) => {
    try {
      await run(desk, target);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      desk.questions.refuse(error instanceof Error ? error.message : String(error));
    }
  });
}
