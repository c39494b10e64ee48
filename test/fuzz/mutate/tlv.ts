import type { Random } from '../random';
import { anyBytes, cutOff, interestingBytes, join, set, splice, type FileMutation } from './bytes';

/**
 * Changes to trust lists and signed files that know their structure, and break or repeat it. Where elements begin is read
 * here and not by the product.
 */
export const mutateTlv: FileMutation = (random, file, donors) => random.pick(mutations)(random, file, donors);

const interestingLengths = [0, 1, 2, 3, 4, 5, 127, 128, 255, 256, 0x7fff, 0x8000, 0xfffe, 0xffff];
const containers: ReadonlySet<number> = new Set([3, 7, 9, 16, 17, 21]);
const mostBoundaries = 2_000;

/** Offsets at which an element or a record begins, and the end of the file. */
export function boundariesOf(file: Uint8Array): readonly number[] {
  const boundaries: number[] = [];
  let isHeader = true;
  for (let at = 0; at < file.length && boundaries.length < mostBoundaries;) {
    boundaries.push(at);
    const tag = file[at] ?? 0;
    const length = ((file[at + 1] ?? 0) << 8) | (file[at + 2] ?? 0);
    // From the first RECORDLENGTH on, the same numbers are other elements, which contain none.
    if (tag === 1 && length === 2 && at > 0) isHeader = false;
    at += tag === 13 ? 1 : isHeader && containers.has(tag) ? 3 : 3 + length;
  }
  return [...boundaries, file.length];
}

const setTag: FileMutation = (random, file) => set(file, random.pick(boundariesOf(file)), () => random.below(32));

const setLength: FileMutation = (random, file) => {
  const at = random.pick(boundariesOf(file)) + 1;
  const old = ((file[at] ?? 0) << 8) | (file[at + 1] ?? 0);
  const length = random.oneIn(2) ? random.pick(interestingLengths) : (old + random.below(9) - 4) & 0xffff;
  return set(
    set(file, at, () => length >> 8),
    at + 1,
    () => length & 0xff,
  );
};

const cutAtBoundary: FileMutation = (random, file) => file.slice(0, random.pick(boundariesOf(file)));

const remove: FileMutation = (random, file) => {
  const [start, end] = stretch(random, file);
  return splice(file, start, end - start, new Uint8Array());
};

/** Elements from this or another file, behind, before or in place of others. */
const transplant: FileMutation = (random, file, donors) => {
  const donor = random.pick(donors);
  const [start, end] = stretch(random, donor);
  const replaced = random.oneIn(2) ? 0 : random.below(200);
  return splice(file, random.pick(boundariesOf(file)), replaced, donor.subarray(start, end));
};

const insertElement: FileMutation = (random, file) => {
  const length = random.oneIn(4) ? random.pick(interestingLengths) : random.below(20);
  const value = random.bytes(Math.min(length, 64));
  const head = [random.below(32), length >> 8, length & 0xff];
  return splice(file, random.pick(boundariesOf(file)), 0, Uint8Array.from([...head, ...value]));
};

/** The value of an element, as long or longer, of one byte over and over: names and texts of NULs, quotes or blanks. */
const fillValue: FileMutation = (random, file) => {
  const at = random.pick(boundariesOf(file));
  const old = ((file[at + 1] ?? 0) << 8) | (file[at + 2] ?? 0);
  const length = random.oneIn(8) ? random.pick(interestingLengths) : old;
  const value = new Uint8Array(length).fill(random.pick([...interestingBytes, 0x20, 0x22, 0x2c, 0x3b, 0x5c]));
  return join([
    file.subarray(0, at + 1),
    Uint8Array.of(length >> 8, length & 0xff),
    value,
    file.subarray(at + 3 + old),
  ]);
};

const swap: FileMutation = (random, file) => {
  const boundaries = boundariesOf(file);
  const cuts = [random.pick(boundaries), random.pick(boundaries), random.pick(boundaries)].sort((a, b) => a - b);
  const [first = 0, second = 0, third = 0] = cuts;
  const middle = [file.subarray(second, third), file.subarray(first, second)];
  return join([file.subarray(0, first), ...middle, file.subarray(third)]);
};

const repeat: FileMutation = (random, file) => {
  const [start, end] = stretch(random, file);
  const times = 1 + random.below(random.oneIn(8) ? 50 : 3);
  return splice(file, end, 0, join(Array.from({ length: times }, () => file.subarray(start, end))));
};

/** Containers in containers, to a depth that no list has, sound or broken at the innermost. */
const nest: FileMutation = (random, file) => {
  const depth = 1 + random.below(random.oneIn(20) ? 8_000 : 40);
  const core = random.oneIn(2) ? [] : [random.below(32), random.below(256), random.below(256)];
  const nested: number[] = [];
  for (let left = depth - 1; left >= 0; left--) {
    const length = 3 * left + core.length;
    nested.push(random.pick([3, 7, 9]), length >> 8, length & 0xff);
  }
  return splice(file, random.pick(boundariesOf(file)), 0, Uint8Array.from([...nested, ...core]));
};

const mutations: readonly FileMutation[] = [
  ...anyBytes,
  setTag,
  setLength,
  setLength,
  cutOff,
  cutAtBoundary,
  remove,
  transplant,
  insertElement,
  fillValue,
  swap,
  repeat,
  nest,
];

/** One to four elements. */
function stretch(random: Random, file: Uint8Array): [start: number, end: number] {
  const boundaries = boundariesOf(file);
  const first = random.below(boundaries.length);
  const last = Math.min(boundaries.length - 1, first + 1 + random.below(4));
  return [boundaries[first] ?? 0, boundaries[last] ?? 0];
}
