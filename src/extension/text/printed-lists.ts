import * as vscode from 'vscode';
import type { Documents } from '../host/documents';
import { loadEngine } from '../host/engine';
import type { ListState } from '../host/list-state';
import { emptyText, printedText, type ShownText } from './shown-text';
import { reasonOf } from '../host/errors';
import { fileNameOf, isSavedVersion, listUriOf, textScheme, textUriOf } from '../host/list-uris';
import { t } from '../../core/words/translate';

/** A list as the cluster prints it, with what each line shows. */
export interface PrintedList {
  readonly text: string;
  readonly shown: ShownText;
}

/** Gives VS Code the texts of lists, and tells it when they are others. */
export class PrintedLists implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #didChange = new vscode.EventEmitter<vscode.Uri>();
  /**
   * A state is printed once, however many ask for it; a list that is not open is read again, as another state, each
   * time.
   */
  readonly #printed = new WeakMap<ListState, Promise<PrintedList>>();
  readonly #subscription: vscode.Disposable;

  /** The text of a list is another one, or none could be made of it any more. */
  readonly onDidChange = this.#didChange.event;

  constructor(private readonly documents: Documents) {
    const changed = ({ uri }: { readonly uri: vscode.Uri }): void => {
      this.#didChange.fire(textUriOf(uri));
    };
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(textScheme, this),
      documents.onDidTouch(changed),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await this.print(listUriOf(uri))).text;
  }

  /** The text of a list as it is now; for a file that is not a list, or is not there, the reason. */
  async print(list: vscode.Uri): Promise<PrintedList> {
    try {
      const state = await this.documents.read(list);
      const printed = this.#printed.get(state) ?? printState(state, list);
      this.#printed.set(state, printed);
      return await printed;
    } catch (error) {
      const reason = reasonOf(error);
      return {
        text: `${t('{file} cannot be shown: {reason}', { file: fileNameOf(list), reason })}\n`,
        shown: emptyText(list),
      };
    }
  }

  /** Follows a list on disk while its text is open. While it is open in an editor too, the editor says what it is. */
  follow(list: vscode.Uri): vscode.Disposable {
    return this.documents.watchers.watch(list, () => {
      if (this.documents.get(list) === undefined) this.#didChange.fire(textUriOf(list));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#didChange.dispose();
  }
}

async function printState(state: ListState, list: vscode.Uri): Promise<PrintedList> {
  const [engine, report] = await Promise.all([loadEngine(), state.report()]);
  if (report === null || !state.decoded.ok) {
    const reason = state.decoded.ok ? '' : state.decoded.error.message;
    return { text: `${fileNameOf(list)}: ${reason}\n`, shown: emptyText(list) };
  }
  const printed = engine.printWithPlaces(report, state.decoded.list);
  return { text: printed.text, shown: printedText(engine, isSavedVersion(list) ? null : list, report, printed) };
}
