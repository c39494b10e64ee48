import * as vscode from 'vscode';
import type { Documents, TrustListDocument } from '../host/documents';
import { loadEngine } from '../host/engine';
import { resultOf, unreadable, type Result } from './result';
import { summaryOf, type ListSummary } from './summary';

interface OpenResult {
  readonly result: Result;
  readonly summary: ListSummary;
}

/**
 * What was found in every list that is open, and in short in every one that was checked: there may be many of them. Of a
 * list that is both, what counts is what is open, with its edits.
 */
export class Results implements vscode.Disposable {
  readonly #open = new Map<string, OpenResult>();
  readonly #checked = new Map<string, { readonly uri: vscode.Uri; readonly summary: ListSummary }>();
  readonly #didChange = new vscode.EventEmitter<readonly vscode.Uri[]>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** The files of which there is another result now, or none any more. */
  readonly onDidChange = this.#didChange.event;

  constructor(private readonly documents: Documents) {
    const show = (document: TrustListDocument): void => {
      void this.#inspect(document);
    };
    this.#subscriptions = [
      documents.onDidOpen(show),
      documents.onDidChange(show),
      documents.onDidClose(({ uri }) => {
        if (this.#open.delete(uri.toString())) this.#didChange.fire([uri]);
      }),
    ];
    documents.all.forEach(show);
  }

  /** Of a list that is open. */
  get(uri: vscode.Uri): Result | undefined {
    return this.#open.get(uri.toString())?.result;
  }

  /** Of a list that is open or was checked. */
  summary(uri: vscode.Uri): ListSummary | undefined {
    const key = uri.toString();
    return (this.#open.get(key) ?? this.#checked.get(key))?.summary;
  }

  get size(): number {
    return new Set([...this.#open.keys(), ...this.#checked.keys()]).size;
  }

  /** The files that were checked. */
  get checked(): readonly vscode.Uri[] {
    return Array.from(this.#checked.values(), ({ uri }) => uri);
  }

  isChecked(uri: vscode.Uri): boolean {
    return this.#checked.has(uri.toString());
  }

  setChecked(summaries: ReadonlyMap<vscode.Uri, ListSummary>): void {
    for (const [uri, summary] of summaries) this.#checked.set(uri.toString(), { uri, summary });
    this.#didChange.fire([...summaries.keys()]);
  }

  deleteChecked(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) this.#checked.delete(uri.toString());
    this.#didChange.fire(uris);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#didChange.dispose();
  }

  async #inspect(document: TrustListDocument): Promise<void> {
    await this.documents.whenPainted(document);
    const { uri, state } = document;
    const [engine, result] = await Promise.all([loadEngine(), resultOf(state).catch(unreadable)]);
    // Closed, or edited again, while it was inspected.
    if (this.documents.get(uri)?.state !== state) return;
    this.#open.set(uri.toString(), { result, summary: summaryOf(engine, result) });
    this.#didChange.fire([uri]);
  }
}
