import type * as vscode from 'vscode';
import { registerCommands } from '../host/command';
import type { FeatureContext } from '../host/context';
import { compareCommands } from './commands';
import { Comparisons } from './comparisons';

/** Comparisons of two lists, and the ways into them. */
export class CompareFeature implements vscode.Disposable {
  readonly #comparisons: Comparisons;
  readonly #commands: vscode.Disposable;

  constructor(context: FeatureContext) {
    this.#comparisons = new Comparisons(context);
    this.#commands = registerCommands(context, compareCommands(this.#comparisons));
  }

  /** What is held, to be counted by tests. */
  get held(): Comparisons['held'] {
    return this.#comparisons.held;
  }

  dispose(): void {
    this.#commands.dispose();
    this.#comparisons.dispose();
  }
}
