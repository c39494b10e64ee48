import * as vscode from 'vscode';
import { fileNameOf } from '../documents';
import type { EditorDocument } from './document';

/** An editor that may be one side of a diff. */
export interface DiffSide {
  readonly document: EditorDocument;
  readonly panel: vscode.WebviewPanel;
  /** The other side is another one, or there is none any more. */
  showBeside(other: Beside | undefined): void;
}

/** The other side of a diff. */
export interface Beside {
  readonly document: EditorDocument;
  /** It is the original, on the left. */
  readonly isLeft: boolean;
}

/**
 * Finds the editors that are the two sides of one diff. VS Code's diff of two trust lists (Source Control, Compare
 * Selected) shows an editor of ours on each side and tells neither. But a column of the window has one editor in sight,
 * save for a diff: so two that are visible in one column are its sides.
 */
export class DiffSides {
  readonly #sides = new Set<DiffSide>();
  readonly #pairs = new Map<DiffSide, DiffSide>();

  /** Watches an editor until it is closed. */
  add(side: DiffSide): vscode.Disposable {
    this.#sides.add(side);
    const subscription = side.panel.onDidChangeViewState(() => {
      this.#pair();
    });
    this.#pair();
    return new vscode.Disposable(() => {
      subscription.dispose();
      this.#sides.delete(side);
      this.#pair();
    });
  }

  #pair(): void {
    const columns = new Map<vscode.ViewColumn, DiffSide[]>();
    for (const side of this.#sides) {
      const { visible, viewColumn } = side.panel;
      if (visible && viewColumn !== undefined) columns.set(viewColumn, [...(columns.get(viewColumn) ?? []), side]);
    }
    const others = new Map<DiffSide, DiffSide>();
    for (const [first, second, ...more] of columns.values()) {
      if (first === undefined || second === undefined || more.length > 0) continue;
      if (first.document === second.document) continue;
      others.set(first, second).set(second, first);
    }
    for (const side of this.#sides) {
      const other = others.get(side);
      if (other !== this.#pairs.get(side)) side.showBeside(other === undefined ? undefined : besideOf(side, other));
    }
    this.#pairs.clear();
    for (const [side, other] of others) this.#pairs.set(side, other);
  }
}

function besideOf(side: DiffSide, { document }: DiffSide): Beside {
  return { document, isLeft: isLeftOf(document.uri, side.document.uri, side.panel.viewColumn) };
}

/** The revision is on the left of the working file; else the title of the tab tells: `left.tlv ↔ right.tlv`. */
function isLeftOf(uri: vscode.Uri, other: vscode.Uri, column: vscode.ViewColumn | undefined): boolean {
  if (uri.scheme === 'git' || other.scheme === 'git') return uri.scheme === 'git';
  const group = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn === column);
  const title = group?.activeTab?.label ?? '';
  return title.indexOf(fileNameOf(uri)) < title.indexOf(fileNameOf(other));
}
