import type { RecordReport } from '../trust/report';
import { nameKey } from './name-key';

/** A record of the left side and its partner on the right: positions, from 0. */
export interface Pair {
  readonly left: number;
  readonly right: number;
  /** True if it crosses the pairs that keep their order. */
  readonly moved: boolean;
}

/** What a record is recognised by, as a key; null if it does not have that. */
type Identity = (record: RecordReport, placeInFunction: number) => string | null;

/**
 * What records are paired by, the strongest first; each takes what the ones before it left over. A fingerprint alone
 * comes after the name because one certificate may have several functions in a list: the signer's is also CCM+TFTP.
 */
const identities: readonly Identity[] = [
  contentOf,
  ({ sha1, functionCode }) => key(functionCode, sha1),
  ({ sha256, functionCode }) => key(functionCode, sha256),
  ({ subject, functionCode }) => key(functionCode, subject === null ? null : nameKey(subject)),
  ({ sha1 }) => sha1,
  ({ dnsName, functionCode }) => key(functionCode, visibleText(dnsName)),
  ({ functionCode }, place) => key(functionCode, String(place)),
];

/**
 * Pairs the records of two lists by what they are, in O(n log n). Equal records are paired first to first, so that
 * duplicates find one partner each. Pairs come in the order of the left side.
 *
 * Both directions give the same pairs, and call the same ones moved: of two crossing records, the side whose records
 * sort first decides which one moved.
 */
export function pairRecords(left: readonly RecordReport[], right: readonly RecordReport[]): Pair[] {
  const partners = findPartners(left, right);
  const leftFirst = sortsFirst(left, right);
  const ordered = [...partners].sort((a, b) => (leftFirst ? a[0] - b[0] : a[1] - b[1]));
  const kept = longestIncreasing(ordered.map((pair) => (leftFirst ? pair[1] : pair[0])));
  return ordered
    .map(([leftAt, rightAt], at) => ({ left: leftAt, right: rightAt, moved: !kept.has(at) }))
    .sort((a, b) => a.left - b.left);
}

function findPartners(left: readonly RecordReport[], right: readonly RecordReport[]): [number, number][] {
  const places = { left: placesInFunction(left), right: placesInFunction(right) };
  const pairs: [number, number][] = [];
  let leftRest = left.map((_, at) => at);
  let rightRest = right.map((_, at) => at);
  for (const identity of identities) {
    if (leftRest.length === 0 || rightRest.length === 0) break;
    const waiting = new Map<string, Queue>();
    for (const at of rightRest) {
      const id = identityOf(right, at, identity, places.right);
      if (id === null) continue;
      const queue = waiting.get(id);
      if (queue === undefined) waiting.set(id, { positions: [at], next: 0 });
      else queue.positions.push(at);
    }
    const paired = new Set<number>();
    leftRest = leftRest.filter((at) => {
      const id = identityOf(left, at, identity, places.left);
      const queue = id === null ? undefined : waiting.get(id);
      const partner = queue?.positions[queue.next];
      if (queue === undefined || partner === undefined) return true;
      queue.next += 1;
      paired.add(partner);
      pairs.push([at, partner]);
      return false;
    });
    rightRest = rightRest.filter((at) => !paired.has(at));
  }
  return pairs;
}

interface Queue {
  readonly positions: number[];
  next: number;
}

function identityOf(
  records: readonly RecordReport[],
  at: number,
  identity: Identity,
  places: readonly number[],
): string | null {
  const record = records[at];
  return record === undefined ? null : identity(record, places[at] ?? 0);
}

/** Which one of its function each record is, from 0. */
function placesInFunction(records: readonly RecordReport[]): number[] {
  const counts = new Map<number | null, number>();
  return records.map(({ functionCode }) => {
    const place = counts.get(functionCode) ?? 0;
    counts.set(functionCode, place + 1);
    return place;
  });
}

function key(functionCode: number | null, value: string | null): string | null {
  return value === null || value === '' ? null : `${functionCode ?? ''} ${value}`;
}

function visibleText(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').trim();
}

/** Everything that a report says of a record, apart from its place. */
function contentOf({ fields, sha1, sha256 }: RecordReport): string {
  const parts = [sha1 ?? '', sha256 ?? ''];
  for (const { tag, valueLength, text } of fields) parts.push(`${tag ?? ''} ${valueLength ?? ''} ${text}`);
  return parts.join('\n');
}

function sortsFirst(left: readonly RecordReport[], right: readonly RecordReport[]): boolean {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const [a, b] = [left[at], right[at]];
    if (a === undefined || b === undefined) break;
    const [contentA, contentB] = [contentOf(a), contentOf(b)];
    if (contentA !== contentB) return contentA < contentB;
  }
  return left.length <= right.length;
}

/** Positions of one longest increasing subsequence of distinct numbers, in O(n log n). */
export function longestIncreasing(values: readonly number[]): Set<number> {
  /** Position of the smallest value that ends a subsequence of each length. */
  const ends: number[] = [];
  const previous: number[] = [];
  values.forEach((value, at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = at;
  });
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at !== -1; at = previous[at] ?? -1) kept.add(at);
  return kept;
}
