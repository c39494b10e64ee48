import { sameBytes } from './bytes';
import type { TrustList } from './model';

/** A list and its bytes. */
export interface ListBytes {
  readonly list: TrustList;
  readonly bytes: Uint8Array;
}

/**
 * Where the records of a list are in another state of it: the new number (from 1) of record n at n - 1; null for one
 * that is gone. A record that was changed in its place keeps it. Null as a whole if every record has kept its number.
 */
export function renumbered(before: ListBytes, after: ListBytes): readonly (number | null)[] | null {
  const [from, to] = [recordsOf(before), recordsOf(after)];
  const shorter = Math.min(from.length, to.length);
  const same = (at: number, other: number): boolean => sameBytes(from[at] ?? none, to[other] ?? none);
  let first = 0;
  while (first < shorter && same(first, first)) first++;
  if (first === from.length) return null;
  let last = 0;
  while (last < shorter - first && same(from.length - 1 - last, to.length - 1 - last)) last++;

  const numbers = from.map((_, at): number | null => (at < first ? at + 1 : at + 1 + to.length - from.length));
  const between = placesBetween(from.slice(first, from.length - last), to.slice(first, to.length - last));
  between.forEach((place, at) => {
    numbers[first + at] = place === null ? null : first + place + 1;
  });
  return numbers.every((number, at) => number === at + 1) ? null : numbers;
}

/** Positions in `to` of each of `from`: the same bytes, else, if as many are left on both sides, what took its place. */
function placesBetween(from: readonly Uint8Array[], to: readonly Uint8Array[]): (number | null)[] {
  const free = new Map<string, number[]>();
  to.forEach((bytes, at) => {
    const key = keyOf(bytes);
    const places = free.get(key);
    if (places === undefined) free.set(key, [at]);
    else places.push(at);
  });
  // The last of equal records is taken first: turned round, it is the first.
  for (const places of free.values()) places.reverse();
  const places = from.map((bytes) => free.get(keyOf(bytes))?.pop() ?? null);
  const left = [...free.values()].flat().sort((a, b) => a - b);
  const changed = places.flatMap((place, at) => (place === null ? [at] : []));
  if (left.length === changed.length) {
    changed.forEach((at, position) => {
      places[at] = left[position] ?? null;
    });
  }
  return places;
}

const none = new Uint8Array();

function recordsOf({ list, bytes }: ListBytes): Uint8Array[] {
  return list.records.map(({ offset, length }) => bytes.subarray(offset, offset + length));
}

/** One character for each byte. */
function keyOf(bytes: Uint8Array): string {
  let key = '';
  for (const byte of bytes) key += String.fromCharCode(byte);
  return key;
}
