import * as vscode from 'vscode';
import type * as Engine from '../../core/engine';
import type { FindingPlace } from '../../core/trust/report';
import { diagnosticOf, diagnosticSource, type FindingsInTexts } from '../host/findings';
import { oneLine } from '../host/one-line';
import { loadEngine } from '../host/engine';
import { revealUri } from '../host/reveal-uri';
import type { Result } from './result';
import type { Results } from './results';

/**
 * Shows what was found in the lists that are open in the Problems panel. A list is not text, so the offset of a finding
 * is where the panel shows a column; the finding's code is the link that leads to its field. What the text of a list
 * underlines is in the panel under that text, with its line, and not a second time here.
 */
export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('trust-list');
  readonly #subscription: vscode.Disposable;

  constructor(
    private readonly results: Results,
    private readonly texts: FindingsInTexts,
    private readonly extensionId: string,
  ) {
    this.#subscription = vscode.Disposable.from(
      results.onDidChange((uris) => {
        void this.#show(uris);
      }),
      texts.onDidUnderline((list) => {
        void this.#show([list]);
      }),
    );
  }

  /** Diagnostics in the panel. */
  get size(): number {
    let size = 0;
    this.#collection.forEach((_, diagnostics) => {
      size += diagnostics.length;
    });
    return size;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }

  async #show(uris: readonly vscode.Uri[]): Promise<void> {
    const engine = await loadEngine();
    // As the results are now: they may have changed while the engine was loaded.
    this.#collection.set(
      uris.map((uri) => {
        // There is nothing to fix in a revision of Git.
        const result = uri.scheme === 'git' ? undefined : this.results.get(uri);
        return [uri, result === undefined ? undefined : this.#diagnostics(engine, uri, result)];
      }),
    );
  }

  #diagnostics(engine: typeof Engine, uri: vscode.Uri, result: Result): vscode.Diagnostic[] {
    if (result.kind === 'unreadable') {
      const range = rangeOf({ offset: result.offset, length: 1 });
      const diagnostic = new vscode.Diagnostic(range, oneLine(result.message), vscode.DiagnosticSeverity.Error);
      diagnostic.source = diagnosticSource;
      return [diagnostic];
    }
    return result.report.findings
      .filter((finding) => !this.texts.underlines(uri, finding))
      .map((finding) =>
        diagnosticOf(engine, finding, rangeOf(finding.where), revealUri(this.extensionId, uri, finding.where)),
      );
  }
}

function rangeOf({ offset, length }: Pick<FindingPlace, 'offset' | 'length'>): vscode.Range {
  return new vscode.Range(0, offset, 0, offset + length);
}
