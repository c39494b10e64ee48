// npm run fuzz [-- --inputs N] [--seconds S] [--seed N] [--input N]
// Takes changed trust lists through decode and inspect: none may throw, take over a second, count as validly signed, or make
// the process grow. `--input` repeats a single one; `--seconds` stops after that time.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { check, SignedSamples } from './check';
import { Inputs } from './inputs';
import { losslessCases } from './lossless';
import { makeMaterial, type Material } from './samples';
import { work, type Failure, type Tally, type Task } from './worker';

const hangMs = 15_000;
/** Heap of one worker; its cache of certificates takes the most of it. */
const mostMemory = 320 * 1024 * 1024;

if (isMainThread) process.exitCode = await main();
else parentPort?.postMessage(await work(workerData as Task));

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: String(Date.now() % 0x7fffffff) },
      input: { type: 'string' },
    },
  });
  const [inputs, seconds, seed] = [Number(values.inputs), Number(values.seconds), Number(values.seed)];
  const material = await makeMaterial();
  if (values.input !== undefined) return repeat(material, seed, Number(values.input));

  console.log(`Seed ${seed}`);
  const lossless = losslessCases(seed, Math.min(10_000, inputs));
  const unharmed = await manyInputs(material, { inputs, seconds, seed });
  return lossless && unharmed ? 0 : 1;
}

async function repeat(material: Material, seed: number, input: number): Promise<number> {
  const bytes = new Inputs(material, seed).at(input);
  console.log(
    `Input ${input} of seed ${seed}: ${bytes.length} bytes\n${Buffer.from(bytes.subarray(0, 4_000)).toString('hex')}`,
  );
  const started = performance.now();
  const outcome = await check(bytes, input < material.hostile.length ? null : new SignedSamples(material.samples));
  console.log(`${outcome}, after ${(performance.now() - started).toFixed(1)} ms`);
  return 0;
}

interface Plan {
  readonly inputs: number;
  readonly seconds: number;
  readonly seed: number;
}

async function manyInputs(material: Material, { inputs, seconds, seed }: Plan): Promise<boolean> {
  const started = performance.now();
  const step = availableParallelism();
  const stopAt = Date.now() + seconds * 1_000;
  const tallies = await Promise.all(
    Array.from({ length: step }, (_, first) => runWorker({ seed, material, first, step, end: inputs, stopAt })),
  );
  const took = (performance.now() - started) / 1_000;

  const count = tallies.reduce((sum, tally) => sum + tally.inputs, 0);
  const outcomes = new Map<string, number>();
  for (const tally of tallies) {
    for (const [outcome, times] of Object.entries(tally.outcomes))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + times);
  }
  const slowest = tallies.reduce((a, b) => (a.slowestMs > b.slowestMs ? a : b));
  const failures = tallies.flatMap((tally) => tally.failures);
  console.log(
    `${count} inputs in ${took.toFixed(1)} s: ${Math.round(count / took)} a second in ${step} workers; ` +
      `the slowest took ${slowest.slowestMs.toFixed(0)} ms (input ${slowest.slowestInput})`,
  );
  console.log(`  ${[...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', ')}`);
  for (const { memory } of tallies)
    console.log(`  memory of a worker, in MB: ${sparse(memory).map(megabytes).join(' → ')}`);

  for (const { input, message } of failures) {
    console.error(`Input ${input} (npm run fuzz -- --seed ${seed} --input ${input}): ${message}`);
  }
  const grown = tallies.some(({ memory }) => (memory.at(-1) ?? 0) > mostMemory);
  if (grown) console.error(`A worker holds more than ${megabytes(mostMemory)} MB.`);
  const stopped = count < inputs && seconds === Infinity;
  return failures.length === 0 && !grown && !stopped;
}

async function runWorker(task: Omit<Task, 'watched'>): Promise<Tally> {
  const watched = new Float64Array(new SharedArrayBuffer(16));
  watched.set([task.first, Date.now() + hangMs]);
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { ...task, watched },
    resourceLimits: { maxOldGenerationSizeMb: mostMemory / (1024 * 1024) },
  });
  return new Promise((resolve) => {
    const fail = (failure: Failure): void => {
      clearInterval(watch);
      resolve({ inputs: 0, outcomes: {}, slowestMs: 0, slowestInput: failure.input, memory: [], failures: [failure] });
    };
    const watch = setInterval(() => {
      const [input = 0, began = 0] = watched;
      if (Date.now() - began < hangMs) return;
      fail({ input, message: `hangs: no end after ${hangMs / 1_000} s` });
      void worker.terminate();
    }, 250);
    worker.once('message', (tally: Tally) => {
      clearInterval(watch);
      resolve(tally);
    });
    worker.once('error', (error) => {
      fail({ input: watched[0] ?? 0, message: `ended its worker: ${error.message}` });
    });
  });
}

/** Ten of the values, the first and the last among them. */
function sparse(values: readonly number[]): number[] {
  const every = Math.max(1, Math.ceil(values.length / 10));
  return values.filter((_, at) => at % every === 0 || at === values.length - 1);
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(0);
}
