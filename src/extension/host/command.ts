import * as vscode from 'vscode';
import type { Documents } from './documents';
import type { Questions } from './questions';
import { reasonOf } from './errors';

/** What a command works with. */
export interface CommandContext {
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
  readonly run: (context: CommandContext, target: unknown) => Promise<void>;
}

/** Why a command did nothing, as one sentence. */
export class Refusal extends Error {}

/** What commands of one kind work with; it says to the user why one could not be done. */
interface Workplace {
  readonly questions: Questions;
}

interface CommandAt<Place extends Workplace> {
  readonly id: string;
  readonly run: (place: Place, target: unknown, selected: unknown) => Promise<void> | void;
}

export function registerCommand<Place extends Workplace>(
  place: Place,
  { id, run }: CommandAt<Place>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (target: unknown, selected: unknown) => {
    try {
      await run(place, target, selected);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      place.questions.refuse(reasonOf(error));
    }
  });
}
