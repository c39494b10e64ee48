import type { FieldDifference, Row } from '../../core/compare/comparison';
import type * as Comparing from '../../core/comparing';
import { loadComparing } from '../host/engine';
import type { ListState } from '../host/list-state';
import type { TrustListDocument } from '../host/documents';
import { listName, relativePath } from '../host/list-uris';
import type { DiffPeer } from './diff-sides';
import type { DiffPeerView, Change } from './protocol';
import { signerFields } from './views';
import { t } from '../../core/words/translate';

/** What differs between a list and the other side of its diff; null if one of them is not a list. */
export async function diffPeerView(mine: TrustListDocument, other: DiffPeer): Promise<DiffPeerView | null> {
  const otherIsLeft = other.isLeft === true;
  const [left, right] = otherIsLeft ? [other.document.state, mine.state] : [mine.state, other.document.state];
  const comparing = await loadComparing();
  const [leftReport, rightReport] = await Promise.all([left.report(), right.report()]);
  if (leftReport === null || rightReport === null) return null;
  const comparison = comparing.compare(leftReport, rightReport, { left: bytesOf(left), right: bytesOf(right) });
  const { signs, changes } = comparing;
  const part = (differences: readonly FieldDifference[]): Change | null => {
    if (differences.length === 0) return null;
    const kind = differences.every(comparing.isCosmetic) ? 'form' : 'changed';
    return { sign: signs[kind], word: t(changes[kind]) };
  };
  const records = comparison.rows.flatMap((row) => {
    const index = otherIsLeft ? row.right : row.left;
    if (index === null || row.kind === 'same') return [];
    return [{ index, ...changeOf(row, other.isLeft, comparing) }];
  });
  return {
    name: nameOf(mine, other),
    isLeft: other.isLeft,
    header: part(comparison.header.filter(({ field }) => !isSigners(field))),
    signer: part(comparison.header.filter(({ field }) => isSigners(field))),
    summary:
      other.isLeft === null && !comparison.same ? comparing.undirectedSummary(comparison).sentence : comparison.summary,
    records,
  };
}

/** Where it is not known which side came first, nothing was added, removed or renewed: it differs. */
function changeOf({ kind }: Row, isLeft: boolean | null, { signs, changes }: typeof Comparing): Change {
  if (isLeft !== null || kind === 'form' || kind === 'moved') return { sign: signs[kind], word: t(changes[kind]) };
  return { sign: signs.changed, word: kind === 'removed' ? t('only in this list') : t('differs') };
}

function isSigners(field: string): boolean {
  return field === 'signature' || signerFields.has(field);
}

/** With its folder if the two have the same name. */
function nameOf({ uri }: TrustListDocument, { document }: DiffPeer): string {
  const name = listName(document.uri);
  return name === listName(uri) ? listName(document.uri, relativePath) : name;
}

function bytesOf({ bytes }: ListState): { readonly bytes: Uint8Array } {
  return { bytes };
}
