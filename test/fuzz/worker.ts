import { existsSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { forgetCertificates } from '../../src/core/certificates/certificate';
import { check, SignedSamples, type Outcome } from './check';
import { Inputs } from './inputs';
import type { Material } from './samples';

export interface Task {
  readonly seed: number;
  readonly material: Material;
  /** This worker takes the inputs `first`, `first + step`, … below `end`. */
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** Unix time in milliseconds at which it stops all the same. */
  readonly stopAt: number;
  /** The input at work and when it began (Unix time in milliseconds), for whoever watches. */
  readonly watched: Float64Array;
}

export interface Failure {
  readonly input: number;
  readonly message: string;
}

export interface Tally {
  readonly inputs: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly slowestMs: number;
  readonly slowestInput: number;
  /** Bytes in use after a collection, every `inputsPerCollection` inputs and at the end. */
  readonly memory: readonly number[];
  readonly failures: readonly Failure[];
}

/** A list may take this long. */
const slowMs = 1_000;
const inputsPerCollection = 5_000;
const mostFailures = 20;

export async function work({ seed, material, first, step, end, stopAt, watched }: Task): Promise<Tally> {
  const inputsOf = new Inputs(material, seed);
  const signed = new SignedSamples(material.samples);
  const outcomes: Partial<Record<Outcome, number>> = {};
  const failures: Failure[] = [];
  const memory: number[] = [];
  let inputs = 0;
  let slowest = { ms: 0, input: first };
  for (let input = first; input < end && Date.now() < stopAt && failures.length < mostFailures; input += step) {
    const bytes = inputsOf.at(input);
    const isHostile = input < material.hostile.length;
    try {
      const { outcome, ms } = await timed(() => {
        watched.set([input, Date.now()]);
        return check(bytes, isHostile ? null : signed);
      });
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (ms > slowest.ms) slowest = { ms, input };
      if (ms > slowMs) failures.push({ input, message: `took ${Math.round(ms)} ms` });
    } catch (error) {
      failures.push({ input, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    inputs++;
    if (inputs % inputsPerCollection === 0) memory.push(usedMemory());
  }
  memory.push(usedMemory());
  return { inputs, outcomes, slowestMs: slowest.ms, slowestInput: slowest.input, memory, failures };
}

/**
 * How long a check takes. Where the clock says too long, the machine may have been busy with something else: then once
 * more, by the processor time of this thread, and with nothing remembered of the first time.
 */
async function timed(run: () => Promise<Outcome>): Promise<{ outcome: Outcome; ms: number }> {
  const started = performance.now();
  const outcome = await run();
  const ms = performance.now() - started;
  if (ms <= slowMs) return { outcome, ms };
  forgetCertificates();
  const again = processorMs();
  await run();
  return { outcome, ms: Math.min(ms, processorMs() - again) };
}

/** Milliseconds that this thread has had of a processor; where the system does not tell, the clock. */
function processorMs(): number {
  const file = '/proc/thread-self/schedstat';
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : performance.now();
}

let collect: (() => void) | null = null;

function usedMemory(): number {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
