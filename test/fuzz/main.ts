// npm run fuzz [-- --reader NAME] [--inputs N] [--seconds S] [--seed N] [--input N]
// Takes changed inputs through every reader, or through the one that is named: nothing may throw, take over a second (keys:
// ten), or make the process grow, and what must hold for each reader does. `--inputs` is the number for lists; the others
// get their share of it. `--input` repeats a single one of `--reader`; `--seconds` stops after that time.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';
import { testKeys } from '../../scripts/shared/paths.mjs';
import { inputAt } from './inputs';
import { runLane, work, type Task } from './lane';
import { losslessCases } from './lossless';
import { timed } from './measure';
import { readerOf, readers } from './readers';
import type { Reader } from './reader';
import { printResults } from './results';

// The keys of the tests, so that a seed gives the same inputs again.
process.env['TRUST_LIST_TEST_KEYS'] ??= testKeys;

if (isMainThread) process.exitCode = await main();
else await work(workerData as Task);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      reader: { type: 'string' },
      inputs: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: String(Date.now() % 0x7fffffff) },
      input: { type: 'string' },
    },
  });
  const [inputs, seconds, seed] = [Number(values.inputs), Number(values.seconds), Number(values.seed)];
  const named = values.reader === undefined ? null : readerOf(values.reader);
  if (values.input !== undefined) return repeat(named ?? readerOf('lists'), seed, Number(values.input));

  console.log(`Seed ${seed}`);
  const lossless = named === null ? losslessCases(seed, Math.min(10_000, inputs)) : true;
  const unharmed = await manyInputs(named === null ? readers : [named], { inputs, seconds, seed });
  return lossless && unharmed ? 0 : 1;
}

async function repeat(reader: Reader, seed: number, number: number): Promise<number> {
  const samples = await reader.samples();
  const input = inputAt(reader, samples, seed, number);
  console.log(`Input ${number} of ${reader.name} with seed ${seed}:`);
  for (const file of input)
    console.log(`${file.length} bytes\n${Buffer.from(file.subarray(0, 4_000)).toString('hex')}`);
  const { outcome, ms } = await timed(reader, input, samples);
  console.log(`${outcome}, after ${ms.toFixed(1)} ms`);
  return 0;
}

interface Plan {
  readonly inputs: number;
  readonly seconds: number;
  readonly seed: number;
}

async function manyInputs(wanted: readonly Reader[], { inputs, seconds, seed }: Plan): Promise<boolean> {
  const samples = await Promise.all(wanted.map((reader) => reader.samples()));
  const started = Date.now();
  const turns = wanted.map(({ name, every }, at) => ({
    reader: name,
    samples: samples[at] ?? { starts: [], hostile: [] },
    inputs: Math.ceil(wanted.length === 1 ? inputs : inputs / every),
    stopAt: started + ((at + 1) / wanted.length) * seconds * 1_000,
  }));
  const step = availableParallelism();
  const lanes = await Promise.all(Array.from({ length: step }, (_, first) => runLane({ seed, first, step, turns })));
  const unharmed = printResults(lanes.flat(), seed);
  console.log(`${((Date.now() - started) / 1_000).toFixed(1)} s in ${step} workers`);
  const taken = lanes.flat().reduce((sum, tally) => sum + tally.inputs, 0);
  const isWhole = seconds !== Infinity || taken === turns.reduce((sum, turn) => sum + turn.inputs, 0);
  return unharmed && isWhole;
}
