import * as vscode from 'vscode';
import type { CompareRoom } from '../compare-room';

export interface CompareCommand {
  /** As in package.json: `trustList.compareWithSaved`. */
  readonly id: string;
  /**
   * @param target what VS Code passes on: the file of a menu or a title bar, or nothing.
   * @param selected all files that are selected in the Explorer, where the menu is the Explorer's.
   * @throws {Refusal} where it cannot be done.
   * @throws {vscode.CancellationError} where a question was left unanswered.
   */
  readonly run: (room: CompareRoom, target: unknown, selected: unknown) => Promise<void> | void;
}

export function registerCompareCommand(room: CompareRoom, { id, run }: CompareCommand): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (target: unknown, selected: unknown) => {
    try {
      await run(room, target, selected);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      room.questions.refuse(error instanceof Error ? error.message : String(error));
    }
  });
}
