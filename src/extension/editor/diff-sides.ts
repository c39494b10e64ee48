import * as vscode from 'vscode';
import type { TrustListDocument } from '../host/documents';
import { fileNameOf, revisionOf } from '../host/list-uris';

/** An editor that may be one side of a diff. */
export interface DiffSide {
  readonly document: TrustListDocument;
  readonly panel: vscode.WebviewPanel;
  /** The other side is another one, or there is none any more. */
  showDiffPeer(other: DiffPeer | undefined): void;
}

/** The other side of a diff. */
export interface DiffPeer {
  readonly document: TrustListDocument;
  /** It is the original, on the left; null if VS Code does not tell. */
  readonly isLeft: boolean | null;
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
      if (other !== this.#pairs.get(side)) side.showDiffPeer(other === undefined ? undefined : diffPeerOf(side, other));
    }
    this.#pairs.clear();
    for (const [side, other] of others) this.#pairs.set(side, other);
  }
}

function diffPeerOf(side: DiffSide, { document }: DiffSide): DiffPeer {
  const group = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn === side.panel.viewColumn);
  return { document, isLeft: isLeftOf(document.uri, side.document.uri, group?.activeTab?.label ?? '') };
}

/**
 * A commit is on the left of the index, and both of the working file. Else the title of the tab tells, `left.tlv ↔
 * right.tlv`, if it fits one order only: it does not if both files have the same name. Null: it cannot be told.
 */
export function isLeftOf(uri: vscode.Uri, other: vscode.Uri, title: string): boolean | null {
  const [mine, others] = [stageOf(uri), stageOf(other)];
  if (mine !== others) return mine < others;
  const [left, right, ...more] = title.split(' ↔ ');
  if (left === undefined || right === undefined || more.length > 0) return null;
  const isFirst = names(left, uri) && names(right, other);
  const isSecond = names(left, other) && names(right, uri);
  return isFirst === isSecond ? null : isFirst;
}

/** Where a version stands on its way: 0 in a commit, 1 in the index, 2 in the working folder. */
function stageOf(uri: vscode.Uri): number {
  const revision = revisionOf(uri);
  if (revision === null) return 2;
  return revision === 'Index' ? 1 : 0;
}

/** True if a half of the title is about this file. */
function names(half: string, uri: vscode.Uri): boolean {
  return half.startsWith(fileNameOf(uri)) && half.includes(revisionOf(uri) ?? '');
}
