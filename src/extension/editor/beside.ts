import { listName } from '../list-name';
import { loadEngine, type ListState } from '../list-state';
import type { EditorDocument } from './document';
import type { Beside } from './diff-sides';
import type { BesideView } from './protocol';

/** What differs between a list and the other side of its diff; null where one of them is no list. */
export async function besideView(mine: EditorDocument, other: Beside): Promise<BesideView | null> {
  const [left, right] = other.isLeft ? [other.document.state, mine.state] : [mine.state, other.document.state];
  const engine = await loadEngine();
  const { changes, compare, signs } = await engine.loadComparing();
  const [leftReport, rightReport] = await Promise.all([left.report(), right.report()]);
  if (leftReport === null || rightReport === null) return null;
  const { summary, rows } = compare(leftReport, rightReport, { left: bytesOf(left), right: bytesOf(right) });
  return {
    name: listName(other.document.uri),
    isLeft: other.isLeft,
    summary,
    records: rows.flatMap(({ kind, ...numbers }) => {
      const index = other.isLeft ? numbers.right : numbers.left;
      return index === null || kind === 'same' ? [] : [{ index, sign: signs[kind], word: changes[kind] }];
    }),
  };
}

function bytesOf({ bytes }: ListState): { readonly bytes: Uint8Array } {
  return { bytes };
}
