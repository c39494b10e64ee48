import type { Random } from '../random';
import type { Input, Samples } from '../reader';

/** Changes that know nothing of a format. Each gives a file of its own: what it is given stays as it is. */
export type FileMutation = (random: Random, file: Uint8Array, donors: readonly Uint8Array[]) => Uint8Array;

export const interestingBytes = [0x00, 0x01, 0x02, 0x03, 0x07, 0x09, 0x0c, 0x0d, 0x0e, 0x1c, 0x30, 0x7f, 0x80, 0xff];

export const flipBit: FileMutation = (random, file) =>
  set(file, random.below(file.length), (byte) => byte ^ (1 << random.below(8)));

export const setByte: FileMutation = (random, file) =>
  set(file, random.below(file.length), () => (random.oneIn(2) ? random.pick(interestingBytes) : random.below(256)));

export const cutOff: FileMutation = (random, file) => file.slice(0, random.below(file.length + 1));

export const insertNoise: FileMutation = (random, file) =>
  splice(file, random.below(file.length + 1), 0, random.bytes(1 + random.below(40)));

export const fill: FileMutation = (random, file) =>
  file.slice().fill(random.pick(interestingBytes), random.below(file.length), random.below(file.length));

export const anyBytes: readonly FileMutation[] = [flipBit, flipBit, setByte, setByte, cutOff, insertNoise, fill];

/**
 * Changes one file of an input, the last one, if it is a script, among them.
 *
 * @param change for the file at this place of the input.
 */
export function changeOneFile(
  random: Random,
  input: Input,
  { starts }: Samples,
  change: (at: number) => FileMutation,
): Input {
  const at = random.below(input.length);
  return input.map((file, index) => {
    if (index !== at) return file;
    return change(at)(
      random,
      file,
      starts.map((start) => start[at] ?? file),
    );
  });
}

/** Other choices: new bytes for a script. */
export const changeScript: FileMutation = (random, script) =>
  random.oneIn(2) || script.length === 0 ? random.bytes(2 + random.below(24)) : setByte(random, script, []);

export function set(file: Uint8Array, at: number, value: (old: number) => number): Uint8Array {
  const made = file.slice();
  const old = made[at];
  if (old !== undefined) made[at] = value(old);
  return made;
}

export function splice(file: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  return join([file.subarray(0, at), inserted, file.subarray(at + removed)]);
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
