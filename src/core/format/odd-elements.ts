import type { ElementRow } from './elements';
import type { Part, TlvElement } from './model';
import { elementOverhead } from './reader';
import { HeaderTag } from './tags';

/** An element by which two readers could read one header or record differently. */
export interface OddElement {
  readonly tag: number;
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  /**
   * - `repeated`: its tag came before.
   * - `inside`, `outside`: it is in another container than every known file has it in, or in none.
   * - `padding`: PADDING with an element behind it. A reader that takes it for a tag with a length reads on elsewhere.
   */
  readonly oddity: 'repeated' | 'inside' | 'outside' | 'padding';
  /** Tag of the container that it is inside or outside of; null for the other two. */
  readonly container: number | null;
}

/** The odd elements of a header or record, in file order. `rowOf` gives what is known of a tag in it. */
export function oddElements(
  parts: readonly Part[],
  rowOf: (tag: number) => ElementRow | undefined,
): readonly OddElement[] {
  const odd: OddElement[] = [];
  addOdd(odd, parts, null, rowOf, new Set());
  return odd;
}

function addOdd(
  odd: OddElement[],
  parts: readonly Part[],
  container: number | null,
  rowOf: (tag: number) => ElementRow | undefined,
  seen: Set<number>,
): void {
  // The content of a container with a wrong length was read as the elements behind it.
  const misfits = new Set<number>();
  const last = parts.findLastIndex(({ kind }) => kind !== 'padding');
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'stray') continue;
    if (part.kind === 'padding') {
      if (index < last || container !== null) {
        odd.push({ tag: HeaderTag.padding, offset: part.offset, length: 1, oddity: 'padding', container: null });
      }
      continue;
    }
    const { tag, offset, value } = part;
    const length = elementOverhead + value.length;
    if (seen.has(tag)) odd.push({ tag, offset, length, oddity: 'repeated', container: null });
    seen.add(tag);
    const row = rowOf(tag);
    const within = row?.within ?? null;
    if (row !== undefined && within !== container && (within === null || !misfits.has(within))) {
      if (container !== null) odd.push({ tag, offset, length, oddity: 'inside', container });
      else if (within !== null) odd.push({ tag, offset, length, oddity: 'outside', container: within });
    }
    if (isMisfit(part)) misfits.add(tag);
    else if (part.children !== null) addOdd(odd, part.children, tag, rowOf, seen);
  }
}

function isMisfit({ children, length, value }: TlvElement): boolean {
  return children !== null && length !== value.length;
}
