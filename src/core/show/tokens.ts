import { MarkerFinder } from './markers';
import { RowReader } from './row-reader';
import type { Token } from './token';

/**
 * Finds what a cluster says in a text that was copied from a terminal or a page. Line breaks may be lost, or added at
 * a terminal's width; other text may surround the output; and there may be several outputs. Text that is not the
 * cluster's is skipped.
 */
export function* tokens(text: string): Generator<Token> {
  const finder = new MarkerFinder(text);
  const rows = new RowReader(text, finder);
  for (let marker = finder.next(0); marker !== null;) {
    const { start, end, content } = marker;
    const token = content?.type === 'row-head' ? rows.read(content, marker) : content && { ...content, start, end };
    if (token !== null) yield token;
    marker = finder.next(token?.end ?? end);
  }
}
