import type { CompareFeature } from '../compare-feature';

export interface CompareCommand {
  /** As in package.json: `trustList.compareWithSaved`. */
  readonly id: string;
  /**
   * @param target what VS Code passes on: the file of a menu or a title bar, or nothing.
   * @param selected all files that are selected in the Explorer, where the menu is the Explorer's.
   * @throws {Refusal} where it cannot be done.
   * @throws {vscode.CancellationError} where a question was left unanswered.
   */
  readonly run: (room: CompareFeature, target: unknown, selected: unknown) => Promise<void> | void;
}
