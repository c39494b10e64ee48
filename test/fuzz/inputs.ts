import { Random } from './random';
import type { Input, Reader, Samples } from './reader';

/** Files are made no longer than this, so that a run of them measures the reader and not the machine's memory. */
const longestFile = 100_000;

/** The input of a number: the hostile ones as they are, and then changed ones without end. */
export function inputAt(reader: Reader, samples: Samples, seed: number, number: number): Input {
  return samples.hostile[number] ?? mutant(reader, samples, new Random(seed, number));
}

/** A start with one to eight changes. */
function mutant(reader: Reader, samples: Samples, random: Random): Input {
  const changes = 1 + (random.oneIn(2) ? 0 : random.below(8));
  return changed(reader, samples, random, random.pick(samples.starts), changes);
}

/** An input with so many changes more. */
export function changed(reader: Reader, samples: Samples, random: Random, input: Input, changes: number): Input {
  let made = input;
  for (let change = 0; change < changes; change++) {
    made = reader.mutate(random, made, samples).map((file) => file.subarray(0, longestFile));
  }
  return made;
}
