import { viewOf } from './bytes';
import { hashOf, sameRun } from './bytes-cache';
import { forgetKept, partsOver } from './kept-records';
import { limits } from './limits';
import type { Part, TlvElement, TrustList } from './model';
import { Recent } from './recent';
import { elementOverhead } from './reader';
import { HeaderTag } from './tags';

/**
 * Lists that were read last. Those of a cluster's phones have the same bytes but for the values of TIMESTAMP and SIGNATURE,
 * which decide nothing about how the rest is read: the next one is read by comparing its bytes with those of the first. What
 * does not depend on the two values is then found out once for them all.
 */
interface KeptList {
  /** Over a copy of the file, so that no file is kept. */
  readonly list: TrustList;
  readonly bytes: DataView;
  /** The bytes that such lists have in common, from each start up to its end. */
  readonly common: readonly { readonly start: number; readonly end: number }[];
}

const kept = new Recent<number, KeptList>(limits.cachedLists);
/** The first of such lists, by the header of each. */
let firsts = new WeakMap<readonly Part[], TrustList>();

/** Forgets the lists that were read, and their records, as in a new process. */
export function forgetLists(): void {
  forgetKept();
  kept.clear();
  firsts = new WeakMap();
}

/** The list of a file that differs from one that was read in the values of TIMESTAMP and SIGNATURE at most. */
export function keptList(file: Uint8Array): TrustList | undefined {
  if (file.length > limits.cachedListBytes) return undefined;
  const view = viewOf(file);
  const known = kept.get(keyOf(view));
  if (known?.list.length !== file.length) return undefined;
  if (!known.common.every(({ start, end }) => sameRun(known.bytes, start, view, start, end - start))) return undefined;
  const header = known.list.header.map((part) => (varies(part) ? { ...part, value: valueIn(file, part) } : part));
  firsts.set(header, known.list);
  return { ...known.list, header };
}

/**
 * Keeps a list in which decoding found nothing wrong.
 *
 * @param parts how many it has: what is found out about it takes as much memory as these.
 */
export function keepList(list: TrustList, file: Uint8Array, parts: number): void {
  if (file.length > limits.cachedListBytes || parts > limits.cachedListParts) return;
  if (list.problems.length > 0 || list.trailing.length > 0) return;
  const bytes = Uint8Array.from(file);
  const header = partsOver(bytes, 0, list.header);
  const first = { ...list, header, trailing: bytes.subarray(bytes.length) };
  const values = header.filter(varies);
  const starts = [0, ...values.map((part) => placeOf(part).end)];
  const ends = [...values.map((part) => placeOf(part).start), bytes.length];
  const common = starts.map((start, at) => ({ start, end: ends[at] ?? bytes.length }));
  const view = viewOf(bytes);
  kept.set(keyOf(view), { list: first, bytes: view, common });
  firsts.set(list.header, first);
}

/** The first list with the same bytes but for the values of TIMESTAMP and SIGNATURE; this one if it is not kept. */
export function firstLike(list: TrustList): TrustList {
  const first = firsts.get(list.header);
  // An edit may have left the header as it was.
  const isLike = first?.records === list.records && first.length === list.length && list.trailing.length === 0;
  return isLike ? first : list;
}

/** The same of a header. */
export function firstHeaderLike(header: readonly Part[]): readonly Part[] {
  return firsts.get(header)?.header ?? header;
}

function varies(part: Part): part is TlvElement {
  return part.kind === 'element' && (part.tag === HeaderTag.timestamp || part.tag === HeaderTag.signature);
}

/** Where the value of an element is in its file. */
function placeOf({ offset, value }: TlvElement): { readonly start: number; readonly end: number } {
  const start = offset + elementOverhead;
  return { start, end: start + value.length };
}

/** What a file with the same elements has in place of the value. */
function valueIn(file: Uint8Array, part: TlvElement): Uint8Array {
  const { start, end } = placeOf(part);
  return file.subarray(start, end);
}

/** Bytes at the end by which a list is looked for: those of its last record. */
const soughtBytes = 64;

function keyOf(file: DataView): number {
  const length = file.byteLength;
  return length * 2 ** 31 + hashOf(file, Math.max(0, length - soughtBytes), length);
}
