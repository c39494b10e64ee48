import * as vscode from 'vscode';
import type { CommandContext } from './context';
import { reasonOf } from './errors';
import type { Questions } from './questions';

/** A command; package.json has its title, menus and keys. */
export interface Command {
  /** As in package.json: `trustList.resign`. */
  readonly id: string;
  /**
   * @param target what VS Code passes on: the context of the page where a menu was opened, the file of a title bar, or
   *   nothing.
   * @param more what VS Code passes beside it: all files that are selected in the Explorer, or the line of a CodeLens.
   * @throws {Refusal} if it cannot be done; nothing has changed then.
   * @throws {vscode.CancellationError} if a question was left unanswered.
   */
  readonly run: (context: CommandContext, target: unknown, more?: unknown) => Promise<void> | void;
}

export function registerCommands(context: CommandContext, commands: readonly Command[]): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map(({ id, run }) =>
      vscode.commands.registerCommand(id, (target: unknown, more: unknown) =>
        attempt(context.questions, () => run(context, target, more)),
      ),
    ),
  );
}

/** Does what a person asked for, and tells them if it cannot be done. Who gives up a question needs no answer. */
export async function attempt(questions: Pick<Questions, 'refuse'>, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof vscode.CancellationError)) questions.refuse(reasonOf(error));
  }
}
