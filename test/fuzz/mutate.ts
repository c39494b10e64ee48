import { decode } from '../../src/core/format/decode';
import { elementsOf } from '../../src/core/format/fields';
import type { Random } from './random';

/** A sound list that inputs are made of. */
export interface Sample {
  readonly bytes: Uint8Array;
  /** Offsets at which an element or a record begins, and the end of the file. */
  readonly boundaries: readonly number[];
}

export function sampleOf(bytes: Uint8Array): Sample {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(`a sample that is no list: ${decoded.error.message}`);
  const { header, records } = decoded.list;
  const parts = [header, ...records.map((record) => record.parts)];
  const offsets = parts.flatMap((run) => [...elementsOf(run)].map(({ offset }) => offset));
  return { bytes, boundaries: [...offsets, bytes.length] };
}

/** Inputs are made no longer than this, so that a run of them measures the reader and not the machine's memory. */
const longestInput = 100_000;

/** One input: a sample with one to eight changes, small ones and such as break or repeat its structure. */
export function mutant(random: Random, samples: readonly Sample[]): Uint8Array {
  const sample = random.pick(samples);
  let bytes: Uint8Array = sample.bytes.slice();
  const changes = 1 + (random.oneIn(2) ? 0 : random.below(8));
  for (let change = 0; change < changes; change++) {
    bytes = random.pick(mutations)({ bytes, boundaries: sample.boundaries, random, samples });
  }
  return bytes.length > longestInput ? bytes.slice(0, longestInput) : bytes;
}

interface Material extends Sample {
  readonly random: Random;
  readonly samples: readonly Sample[];
}

type Mutation = (material: Material) => Uint8Array;

const interestingBytes = [0x00, 0x01, 0x02, 0x03, 0x07, 0x09, 0x0c, 0x0d, 0x0e, 0x1c, 0x30, 0x7f, 0x80, 0xff];
const interestingLengths = [0, 1, 2, 3, 4, 5, 127, 128, 255, 256, 0x7fff, 0x8000, 0xfffe, 0xffff];

const flipBit: Mutation = ({ bytes, random }) =>
  set(bytes, random.below(bytes.length), (byte) => byte ^ (1 << random.below(8)));

const setByte: Mutation = ({ bytes, random }) =>
  set(bytes, random.below(bytes.length), () => (random.oneIn(2) ? random.pick(interestingBytes) : random.below(256)));

const setTag: Mutation = ({ bytes, boundaries, random }) => set(bytes, random.pick(boundaries), () => random.below(32));

const setLength: Mutation = ({ bytes, boundaries, random }) => {
  const at = random.pick(boundaries) + 1;
  const old = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const length = random.oneIn(2) ? random.pick(interestingLengths) : (old + random.below(9) - 4) & 0xffff;
  return set(
    set(bytes, at, () => length >> 8),
    at + 1,
    () => length & 0xff,
  );
};

const cutOff: Mutation = ({ bytes, boundaries, random }) =>
  bytes.slice(0, random.oneIn(2) ? random.pick(boundaries) : random.below(bytes.length + 1));

const remove: Mutation = ({ bytes, boundaries, random }) => {
  const [start, end] = stretch(boundaries, random);
  return splice(bytes, start, end - start, new Uint8Array());
};

const insertNoise: Mutation = ({ bytes, random }) =>
  splice(bytes, random.below(bytes.length + 1), 0, random.bytes(1 + random.below(40)));

const fill: Mutation = ({ bytes, random }) =>
  bytes.slice().fill(random.pick(interestingBytes), random.below(bytes.length), random.below(bytes.length));

/** Elements from this or another list, behind, before or in place of others. */
const transplant: Mutation = ({ bytes, boundaries, random, samples }) => {
  const donor = random.pick(samples);
  const [start, end] = stretch(donor.boundaries, random);
  const replaced = random.oneIn(2) ? 0 : random.below(200);
  return splice(bytes, random.pick(boundaries), replaced, donor.bytes.subarray(start, end));
};

const insertElement: Mutation = ({ bytes, boundaries, random }) => {
  const length = random.oneIn(4) ? random.pick(interestingLengths) : random.below(20);
  const value = random.bytes(Math.min(length, 64));
  const head = [random.below(32), length >> 8, length & 0xff];
  return splice(bytes, random.pick(boundaries), 0, Uint8Array.from([...head, ...value]));
};

const swap: Mutation = ({ bytes, boundaries, random }) => {
  const cuts = [random.pick(boundaries), random.pick(boundaries), random.pick(boundaries)].sort((a, b) => a - b);
  const [first = 0, second = 0, third = 0] = cuts.map((cut) => Math.min(cut, bytes.length));
  const middle = [bytes.subarray(second, third), bytes.subarray(first, second)];
  return join([bytes.subarray(0, first), ...middle, bytes.subarray(third)]);
};

const repeat: Mutation = ({ bytes, boundaries, random }) => {
  const [start, end] = stretch(boundaries, random);
  const times = 1 + random.below(random.oneIn(8) ? 50 : 3);
  return splice(bytes, end, 0, join(Array.from({ length: times }, () => bytes.subarray(start, end))));
};

/** Containers in containers, to a depth that no list has, sound or broken at the innermost. */
const nest: Mutation = ({ bytes, boundaries, random }) => {
  const depth = 1 + random.below(random.oneIn(20) ? 8_000 : 40);
  const core = random.oneIn(2) ? [] : [random.below(32), random.below(256), random.below(256)];
  const nested: number[] = [];
  for (let left = depth - 1; left >= 0; left--) {
    const length = 3 * left + core.length;
    nested.push(random.pick([3, 7, 9]), length >> 8, length & 0xff);
  }
  return splice(bytes, random.pick(boundaries), 0, Uint8Array.from([...nested, ...core]));
};

const mutations: readonly Mutation[] = [
  flipBit,
  flipBit,
  flipBit,
  setByte,
  setByte,
  setTag,
  setLength,
  setLength,
  cutOff,
  remove,
  insertNoise,
  fill,
  transplant,
  insertElement,
  swap,
  repeat,
  nest,
];

function stretch(boundaries: readonly number[], random: Random): [start: number, end: number] {
  const first = random.below(boundaries.length);
  const last = Math.min(boundaries.length - 1, first + 1 + random.below(4));
  const [start, end] = [boundaries[first] ?? 0, boundaries[last] ?? 0];
  return start <= end ? [start, end] : [end, start];
}

function set(bytes: Uint8Array, at: number, value: (old: number) => number): Uint8Array {
  const old = bytes[at];
  if (old !== undefined) bytes[at] = value(old);
  return bytes;
}

function splice(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  return join([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
