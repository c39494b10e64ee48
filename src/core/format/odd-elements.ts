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
export function* oddElements(
  parts: readonly Part[],
  rowOf: (tag: number) => ElementRow | undefined,
): Generator<OddElement> {
  yield* oddIn(parts, null, rowOf, new Set());
}

function* oddIn(
  parts: readonly Part[],
  container: number | null,
  rowOf: (tag: number) => ElementRow | undefined,
  seen: Set<number>,
): Generator<OddElement> {
  // The content of a container with a wrong length was read as the elements behind it.
  const containers = new Set([container]);
  const last = parts.findLastIndex(({ kind }) => kind !== 'padding');
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'stray') continue;
    if (part.kind === 'padding') {
      if (index < last || container !== null) {
        yield { tag: HeaderTag.padding, offset: part.offset, length: 1, oddity: 'padding', container: null };
      }
      continue;
    }
    const { tag, offset, value } = part;
    const found = { tag, offset, length: elementOverhead + value.length };
    if (seen.has(tag)) yield { ...found, oddity: 'repeated', container: null };
    seen.add(tag);
    const row = rowOf(tag);
    const within = row?.within ?? null;
    if (row !== undefined && !containers.has(within)) {
      if (container !== null) yield { ...found, oddity: 'inside', container };
      else if (within !== null) yield { ...found, oddity: 'outside', container: within };
    }
    if (isMisfit(part)) containers.add(tag);
    else if (part.children !== null) yield* oddIn(part.children, tag, rowOf, seen);
  }
}

function isMisfit({ children, length, value }: TlvElement): boolean {
  return children !== null && length !== value.length;
}
