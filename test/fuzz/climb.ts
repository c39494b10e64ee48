import { largeInputs } from '../corpus/large';
import { changed } from './inputs';
import { timed } from './measure';
import { Random } from './random';
import type { Input, Reader } from './reader';
import { smallSigner } from './readers/sample-lists';

/** The slowest input that a search found. */
export interface Worst {
  readonly ms: number;
  readonly outcome: string;
  readonly input: Input;
  /** How many were tried. */
  readonly inputs: number;
}

/** How many of the slowest are changed further. */
const kept = 6;

/**
 * Looks for the input that takes a reader longest: what once took long first, then changes of the slowest ones and of
 * sound ones, for so many seconds.
 */
export async function climb(reader: Reader, seconds: number, seed: number): Promise<Worst> {
  const samples = await reader.samples();
  const signer = await smallSigner();
  const large = largeInputs.filter((one) => one.reader === reader.name).map(({ make }) => make(signer));
  const waiting = [...samples.hostile, ...large, ...samples.starts.slice(0, 20)];
  const random = new Random(seed);
  const parentOf = (found: readonly Worst[]): Input =>
    random.oneIn(3) ? random.pick(samples.starts) : random.pick(found).input;
  let slowest: Worst[] = [];
  let inputs = 0;
  const stopAt = performance.now() + seconds * 1_000;
  while (waiting.length > 0 || performance.now() < stopAt) {
    const next = waiting.shift() ?? changed(reader, samples, random, parentOf(slowest), 1 + random.below(3));
    inputs += 1;
    const { ms, outcome } = await timed(reader, next, samples);
    slowest = [...slowest, { ms, outcome, input: next, inputs }].sort((a, b) => b.ms - a.ms).slice(0, kept);
  }
  // The first time may have compiled code, or collected what others left.
  const again: Worst[] = [];
  for (const one of slowest) {
    const { ms } = await timed(reader, one.input, samples);
    again.push({ ...one, inputs, ms: Math.min(one.ms, ms) });
  }
  return again.reduce((a, b) => (a.ms >= b.ms ? a : b));
}
